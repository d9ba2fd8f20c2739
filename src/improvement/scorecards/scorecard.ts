/**
 * A scorecard (bảng chấm điểm) is what one unit is given in one year. It goes through its stages in one direction: the unit
 * scores itself, is appraised, explains itself, is appraised again, and then nothing in it moves.
 */
import { isFed, isUnder, leavesOf, type CriteriaSet, type Deadlines, type Leaf } from './criteria.ts';

const stages = ['self', 'first', 'explanation', 'second', 'locked'] as const;
export type Stage = (typeof stages)[number];
/** Stages in which somebody gives points. */
export type ScoringStage = 'self' | 'first' | 'second';
export const scoringStages: readonly ScoringStage[] = ['self', 'first', 'second'];

/** Points that somebody gave a leaf at a stage. */
export interface Given {
  /** Hundredths of a point. */
  readonly points: number;
  /** Of a rate: what was done, of what there was to do. */
  readonly rate?: { readonly done: number; readonly of: number } | undefined;
  readonly note: string;
}

export interface LeafScore {
  readonly code: string;
  readonly self?: Given | undefined;
  readonly first?: Given | undefined;
  readonly explanation?: string | undefined;
  readonly second?: Given | undefined;
}

/** Points beside the criteria, of which at most so many count as the set says. */
export interface Adjustment {
  readonly id: string;
  readonly kind: 'bonus' | 'penalty';
  /** Hundredths of a point, above 0. */
  readonly points: number;
  readonly reason: string;
  readonly by: { readonly accountId: string; readonly name: string };
  readonly at: Date;
}

/** What a leaf got from elsewhere, kept when the scorecard was locked. */
export interface FedPoints {
  readonly code: string;
  readonly points: number;
  /** Hundredths of a percent that it was worked out from. */
  readonly rate: number;
  /** `publication 9f2c…`, `round 2021`, `volumes 2021` */
  readonly source: string;
}

export interface Scorecard {
  /** Set and unit. */
  readonly id: string;
  readonly setId: string;
  readonly unitId: string;
  /** Counts up with every change; 0: nothing is kept of it yet. */
  readonly step: number;
  readonly stage: Stage;
  readonly leaves: readonly LeafScore[];
  /** Codes of items that nobody may change, with all below them. */
  readonly locks: readonly string[];
  readonly adjustments: readonly Adjustment[];
  /** Why no survey was held for the unit: its leaves of satisfaction are left out, and the others make the whole. */
  readonly noSurvey?: string | undefined;
  /** Once it is locked. */
  readonly fed?: readonly FedPoints[] | undefined;
  readonly changedAt?: Date | undefined;
}

export function scorecardId(setId: string, unitId: string): string {
  return `${setId} ${unitId}`;
}

export function emptyScorecard(setId: string, unitId: string): Scorecard {
  return {
    id: scorecardId(setId, unitId),
    setId,
    unitId,
    step: 0,
    stage: 'self',
    leaves: [],
    locks: [],
    adjustments: [],
  };
}

export function leafScore({ leaves }: Pick<Scorecard, 'leaves'>, code: string): LeafScore {
  return leaves.find((leaf) => leaf.code === code) ?? { code };
}

export function isLeafLocked({ locks, stage }: Pick<Scorecard, 'locks' | 'stage'>, code: string): boolean {
  return stage === 'locked' || locks.some((lock) => isUnder(code, lock));
}

/** The last word so far. */
export function standing({ self, first, second }: LeafScore): Given | undefined {
  return second ?? first ?? self;
}

/** Leaves that somebody has to score and nobody has; a locked one is as it is. */
export function unscored(set: CriteriaSet, scorecard: Scorecard): readonly Leaf[] {
  return leavesOf(set).filter(
    ({ code, rule }) =>
      !isFed(rule) && !isLeafLocked(scorecard, code) && leafScore(scorecard, code).self === undefined,
  );
}

/** Leaves in which the first appraisal differs from what the unit gave itself. */
export function contested({ leaves }: Pick<Scorecard, 'leaves'>): readonly LeafScore[] {
  return leaves.filter(({ self, first }) => first !== undefined && first.points !== (self?.points ?? 0));
}

/** @param today `YYYY-MM-DD` @returns false for a locked one */
export function isOverdue({ stage }: Pick<Scorecard, 'stage'>, deadlines: Deadlines, today: string): boolean {
  return stage !== 'locked' && deadlines[stage] < today;
}

export function nextStage(stage: Stage): Stage | undefined {
  return stages[stages.indexOf(stage) + 1];
}

/** With what was given to some leaves, each in the place of what the leaf had. */
export function withLeaves(
  { leaves }: Pick<Scorecard, 'leaves'>,
  given: readonly LeafScore[],
): readonly LeafScore[] {
  const codes = new Set(given.map(({ code }) => code));
  return [...leaves.filter(({ code }) => !codes.has(code)), ...given];
}
