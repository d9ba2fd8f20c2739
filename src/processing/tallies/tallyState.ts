/**
 * The progress of counting: one document that only the leader changes. A batch is what is counted at once. Once stored here,
 * its content is fixed: the next leader finishes it, and tallies that already include it are left unchanged.
 */
import type { TallyKey } from '../../statistics/estimation/tally.ts';

/** Submissions that are counted for the first time, or that were annulled or partly erased after they had been counted. */
export interface SubmissionBatch {
  readonly number: number;
  readonly kind: 'submissions';
  /** Their rounds: readers of other rounds need not wait. */
  readonly roundIds: readonly string[];
  readonly added: readonly string[];
  readonly addedAnnulled: readonly string[];
  readonly moved: readonly string[];
  /** Submissions whose background variables are removed from the tallies. */
  readonly erased: readonly string[];
}

/** A range of all submissions, by id, that is counted into the second generation. */
export interface AsideBatch {
  readonly number: number;
  readonly kind: 'aside';
  readonly roundIds?: undefined;
  /** Ids above the `after` of the second generation, up to this one. */
  readonly upTo: string;
}

export type TallyBatch = SubmissionBatch | AsideBatch;

/** `rebuild` replaces the stored counts with the recount; `check` compares the two. */
export type TallyPurpose = 'rebuild' | 'check';

export interface TallyRequest {
  readonly purpose: TallyPurpose;
  /** Identifies the outcome of a request. */
  readonly token: string;
}

export interface Difference extends TallyKey {
  readonly roundId: string;
  readonly method: string;
}

export interface TallyState {
  /** The generation that readers use. */
  readonly generation: number;
  /** Number of the last finished batch. */
  readonly last: number;
  readonly batch?: TallyBatch;
  /** A second generation that is being counted from all submissions. */
  readonly aside?: TallyRequest & {
    readonly generation: number;
    /** The awaited tallies that it will complete. */
    readonly fills?: readonly string[];
    /** Submissions up to this id are included. */
    readonly after: string;
    readonly done: number;
    readonly of: number;
  };
  readonly request?: TallyRequest;
  /**
   * Incomplete tallies of the current generation, as `round method`: their method was added after submissions had been
   * counted. They are not read until a rebuild has filled them.
   */
  readonly awaiting?: readonly string[];
  /** The outcome of the last rebuild or check. */
  readonly outcome?: TallyRequest & {
    readonly submissions: number;
    readonly tallies: number;
    /** The first of the tallies that differed. */
    readonly differing: readonly Difference[];
  };
}
