/** The progress of the columns: one document that only the leader changes. It has the same structure as that of the tallies. */
import type { TallyRequest } from '../tallies/tallyState.ts';

/** The columns of a generation hold all submissions with log positions below `size`. */
export interface ColumnProgress {
  readonly generation: number;
  readonly size: number;
}

/** A chunk that differs between two generations, and the first log position at which it differs. */
export interface ColumnDifference {
  readonly roundId: string;
  readonly position: number;
}

export interface ColumnState extends ColumnProgress {
  /** A second generation that is being built from all submissions. */
  readonly aside?: TallyRequest & ColumnProgress;
  readonly request?: TallyRequest;
  /** The outcome of the last rebuild or check. */
  readonly outcome?: TallyRequest & {
    readonly submissions: number;
    readonly chunks: number;
    readonly differing: readonly ColumnDifference[];
  };
}
