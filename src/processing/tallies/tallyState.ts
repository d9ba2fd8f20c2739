/**
 * How far the counting is: one document that the leader alone changes. A batch is what is counted at once. From the
 * moment it stands here it is decided: whoever leads next finishes it, and what has it already is left alone.
 */
import type { TallyPlace } from '../../statistics/estimation/tally.ts';

/** Submissions that are counted for the first time, or that were annulled or partly erased after they had been counted. */
export interface SubmissionBatch {
  readonly number: number;
  readonly kind: 'submissions';
  /** Rounds that they belong to: readers of others need not wait. */
  readonly roundIds: readonly string[];
  readonly added: readonly string[];
  readonly addedAnnulled: readonly string[];
  readonly moved: readonly string[];
  /** Of which the bands of the person are taken out of the tallies. */
  readonly erased: readonly string[];
}

/** A stretch of all submissions, by id, that is counted into the generation aside. */
export interface AsideBatch {
  readonly number: number;
  readonly kind: 'aside';
  readonly roundIds?: undefined;
  /** Ids above the `after` of the generation aside, up to this one. */
  readonly upTo: string;
}

export type TallyBatch = SubmissionBatch | AsideBatch;

/** `rebuild` puts what was counted anew in the place of what was kept; `check` compares the two. */
export type TallyPurpose = 'rebuild' | 'check';

export interface TallyWish {
  readonly purpose: TallyPurpose;
  /** By which the one who asked knows the outcome. */
  readonly token: string;
}

export interface Difference extends TallyPlace {
  readonly roundId: string;
  readonly method: string;
}

export interface TallyState {
  /** The tallies that are read. */
  readonly generation: number;
  /** Number of the last batch that was finished. */
  readonly last: number;
  readonly batch?: TallyBatch;
  /** A second generation that is being counted from all submissions. */
  readonly aside?: TallyWish & {
    readonly generation: number;
    /** Of those that are awaited, the ones that it will have whole. */
    readonly fills?: readonly string[];
    /** Submissions up to this id are in it. */
    readonly after: string;
    readonly done: number;
    readonly of: number;
  };
  readonly wish?: TallyWish;
  /**
   * Tallies of the generation that is read which are not whole, since their method came after submissions had been
   * counted: `round method`. They are not read until a rebuild has filled them.
   */
  readonly awaiting?: readonly string[];
  /** Of the last rebuild or check. */
  readonly outcome?: TallyWish & {
    readonly submissions: number;
    readonly tallies: number;
    /** The first of the tallies that differed. */
    readonly differing: readonly Difference[];
  };
}
