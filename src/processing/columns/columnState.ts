/** How far the columns are: one document that the leader alone changes. Its shape follows that of the tallies. */
import type { TallyWish } from '../tallies/tallyState.ts';

/** Columns of a generation hold all submissions with places in the log below `size`. */
export interface ColumnProgress {
  readonly generation: number;
  readonly size: number;
}

/** A chunk that differs between two generations, and the first place in the log at which it does. */
export interface ColumnDifference {
  readonly roundId: string;
  readonly position: number;
}

export interface ColumnState extends ColumnProgress {
  /** A second generation that is being made from all submissions. */
  readonly aside?: TallyWish & ColumnProgress;
  readonly wish?: TallyWish;
  /** Of the last rebuild or check. */
  readonly outcome?: TallyWish & {
    readonly submissions: number;
    readonly chunks: number;
    readonly differing: readonly ColumnDifference[];
  };
}
