/**
 * What is kept of an hour at an access point for the quality pages: counts, and nothing of a single submission. Not
 * even the second of an arrival is kept: the gap from one to the next is counted as they come (pointWatch.ts).
 */
import type { FlagKind } from './flag.ts';

/** First seconds of the classes of gaps between two arrivals of one hour; the last class has no end. */
export const gapsFrom = [0, 30, 60, 120, 180, 300, 600] as const;

/** First percents of the classes of scores; in the last is only what has the best level throughout. */
export const scoresFrom = [0, 25, 50, 60, 70, 75, 80, 85, 90, 95, 100] as const;

export interface PointHour {
  /** 0–23 in Viet Nam. */
  readonly hour: number;
  /** Submissions that were accepted. */
  readonly forms: number;
  /** Of these, with the same level throughout. */
  readonly straight: number;
  /** Of these, set apart by a flag. */
  readonly apart: number;
  readonly flags: Readonly<Partial<Record<FlagKind, number>>>;
  /** Submissions by class of their score. */
  readonly scores: readonly number[];
  /** Submissions of which the gap to the one before is known; not those that waited on a kiosk. */
  readonly arrivals: number;
  readonly gaps: readonly number[];
}

/** An answer, and how many levels its scale has. */
export interface ScoredAnswer {
  readonly level: number;
  readonly levels: number;
}

/**
 * Class of a form's score, which is the mean of its levels, 0 the worst and 100 the best.
 *
 * @returns undefined where nothing was given a level
 */
export function scorePlace(answers: readonly ScoredAnswer[]): number | undefined {
  const given = answers.filter(({ level, levels }) => level > 0 && levels > 1);
  if (given.length === 0) return undefined;
  const sum = given.reduce((total, { level, levels }) => total + (level - 1) / (levels - 1), 0);
  const percent = (100 * sum) / given.length + 1e-9; // 22 times 3/4 is a little less in floating point
  return scoresFrom.findLastIndex((from) => from <= percent);
}

/** Class of a gap between two arrivals. */
export function gapPlace(seconds: number): number {
  return gapsFrom.findLastIndex((from) => from <= seconds);
}

/** Classes of the gaps between arrivals, given as seconds in any order. */
export function gapCounts(seconds: readonly number[]): number[] {
  const counts = gapsFrom.map(() => 0);
  const sorted = seconds.toSorted((one, other) => one - other);
  for (let next = 1; next < sorted.length; next++) {
    const place = gapPlace(sorted[next]! - sorted[next - 1]!);
    counts[place] = counts[place]! + 1;
  }
  return counts;
}
