/**
 * What the quality pages store per hour and access point: counts, and nothing about a single submission. Not even the
 * second of an arrival is stored: gaps between arrivals are counted as they occur (pointWatch.ts).
 */
import type { FlagKind } from './flag.ts';

/**
 * Lower bounds, in seconds, of the classes of gaps between two arrivals of one hour; the last class is open-ended.
 */
export const gapsFrom = [0, 30, 60, 120, 180, 300, 600] as const;

/** Lower bounds, in percent, of the classes of scores; the last contains only the best level throughout. */
export const scoresFrom = [0, 25, 50, 60, 70, 75, 80, 85, 90, 95, 100] as const;

export interface PointHour {
  /** 0–23 in Viet Nam. */
  readonly hour: number;
  /** Accepted submissions. */
  readonly forms: number;
  /** Of these, straight-lined. */
  readonly straight: number;
  /** Of these, set apart by a flag. */
  readonly apart: number;
  readonly flags: Readonly<Partial<Record<FlagKind, number>>>;
  /** Submissions by class of their score. */
  readonly scores: readonly number[];
  /** Submissions whose gap to the previous one can be observed; without those queued on a kiosk. */
  readonly arrivals: number;
  readonly gaps: readonly number[];
}

/** An answer, and the number of levels of its scale. */
export interface ScoredAnswer {
  readonly level: number;
  readonly levels: number;
}

/**
 * Class of a submission's score, which is the mean of its levels, 0 the worst and 100 the best.
 *
 * @returns undefined if no question was given a level
 */
export function scoreLocation(answers: readonly ScoredAnswer[]): number | undefined {
  const given = answers.filter(({ level, levels }) => level > 0 && levels > 1);
  if (given.length === 0) return undefined;
  const sum = given.reduce((total, { level, levels }) => total + (level - 1) / (levels - 1), 0);
  const percent = (100 * sum) / given.length + 1e-9; // 22 times 3/4 is slightly less in floating point
  return scoresFrom.findLastIndex((from) => from <= percent);
}

/** Class of a gap between two arrivals. */
export function gapIndex(seconds: number): number {
  return gapsFrom.findLastIndex((from) => from <= seconds);
}
