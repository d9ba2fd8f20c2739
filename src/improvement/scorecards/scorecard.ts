/**
 * A scorecard (bảng chấm điểm) holds the points of one unit in one year. It passes its stages in one direction: the
 * unit scores itself, is appraised, explains itself, is appraised again; then it is locked and does not change.
 */
import { isFed, isUnder, leavesOf, type CriteriaSet, type Deadlines, type Leaf } from './criteria.ts';

const stages = ['self', 'first', 'explanation', 'second', 'locked'] as const;
export type Stage = (typeof stages)[number];
/** Stages at which something is written. */
export type OpenStage = Exclude<Stage, 'locked'>;
/** Stages in which points are given. */
export type ScoringStage = 'self' | 'first' | 'second';
export const scoringStages: readonly ScoringStage[] = ['self', 'first', 'second'];

/** Points given to a leaf at a stage. */
export interface Given {
  /** Hundredths of a point. */
  readonly points: number;
  /** For a rate: what was done, out of what there was to do. */
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

/** Bonus or penalty points; the set caps their sum. */
export interface Adjustment {
  readonly id: string;
  readonly kind: 'bonus' | 'penalty';
  /** Hundredths of a point, above 0. */
  readonly points: number;
  readonly reason: string;
  readonly by: { readonly accountId: string; readonly name: string };
  readonly at: Date;
}

/** Where fed points come from: `publication 9f2c…`, `round 2021`, `caseloads 2021`. */
export type FedSource = `${'publication' | 'round' | 'caseloads'} ${string}`;

/** Points of a fed leaf, stored when the scorecard was locked. */
export interface FedPoints {
  readonly code: string;
  readonly points: number;
  /** Hundredths of a percent: the rate behind the points. */
  readonly rate: number;
  readonly source: FedSource;
}

export interface Scorecard {
  /** Set and unit. */
  readonly id: string;
  readonly setId: string;
  readonly unitId: string;
  /** Version, counted up with every change; 0: not yet stored. */
  readonly revision: number;
  readonly stage: Stage;
  readonly leaves: readonly LeafScore[];
  /** Codes of items that nobody may change, including everything below them. */
  readonly locks: readonly string[];
  readonly adjustments: readonly Adjustment[];
  /** Why no survey was held for the unit: its leaves of satisfaction are left out, and the others make up the whole. */
  readonly noSurvey?: string | undefined;
  /** Set when it is locked. */
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
    revision: 0,
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

/** The latest points given. */
export function standing({ self, first, second }: LeafScore): Given | undefined {
  return second ?? first ?? self;
}

/** Leaves that still need points; locked ones do not. */
export function unscored(set: CriteriaSet, scorecard: Scorecard): readonly Leaf[] {
  return leavesAt('self', set, scorecard).filter(
    ({ code }) => !isLeafLocked(scorecard, code) && leafScore(scorecard, code).self === undefined,
  );
}

/** Leaves that are written at a stage. The unit explains those where the first appraisal differs from its own. */
export function leavesAt(stage: OpenStage, set: CriteriaSet, scorecard: Scorecard): readonly Leaf[] {
  return leavesOf(set).filter(({ code, rule }) => {
    const { self, first } = leafScore(scorecard, code);
    const isContested = first !== undefined && first.points !== (self?.points ?? 0);
    return !isFed(rule) && (stage !== 'explanation' || isContested);
  });
}

/** @param today `YYYY-MM-DD` @returns false for a locked one */
export function isOverdue({ stage }: Pick<Scorecard, 'stage'>, deadlines: Deadlines, today: string): boolean {
  return stage !== 'locked' && deadlines[stage] < today;
}

export function nextStage(stage: Stage): Stage | undefined {
  return stages[stages.indexOf(stage) + 1];
}

/** Replaces the values of the given leaves. */
export function withLeaves(
  { leaves }: Pick<Scorecard, 'leaves'>,
  given: readonly LeafScore[],
): readonly LeafScore[] {
  const codes = new Set(given.map(({ code }) => code));
  return [...leaves.filter(({ code }) => !codes.has(code)), ...given];
}
