/**
 * What can be asked of a round's columns: forms that came in time and were not annulled, put into groups along up to two
 * axes, each group counted into a cell as tallies are. Everything in it survives being sent to another thread.
 */
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';

/**
 * What is kept of a form, each with its values as texts:
 *
 * - `unit`, `service`, `channel`, `day`, `surveyVersion`: an id, a channel, or `YYYY-MM-DD`; of no service, the empty text
 * - `about`: the option that a person chose; of what was not said, the empty text
 * - `question`: the level, `0` for "no opinion"; of what was not answered, the empty text
 */
export type ColumnDimension =
  | { readonly kind: 'unit' | 'service' | 'channel' | 'day' | 'surveyVersion' }
  | { readonly kind: 'about' | 'question'; readonly id: string };

/** How the values of a dimension make groups. */
export interface Axis {
  readonly dimension: ColumnDimension;
  /** The group of each value; absent: each value is a group of its own. */
  readonly groups?: Readonly<Record<string, string>>;
  /** The group of values that `groups` does not name; absent: forms with such a value are left out. */
  readonly others?: string;
}

export interface ColumnQuery {
  /** None, one or two. */
  readonly axes: readonly Axis[];
  /** Forms with another value are left out. */
  readonly limits?: readonly { readonly dimension: ColumnDimension; readonly values: readonly string[] }[];
  /**
   * Questions that are counted; all of the plan when absent. Sums are kept of components all of whose questions are
   * counted, and people of factors likewise; the rest of a cell stays 0.
   */
  readonly questions?: readonly string[];
}

/** A query with what counting takes. */
export interface CountingTask {
  readonly query: ColumnQuery;
  readonly plan: CountingPlan;
  /** Places in the log of the round's annulled forms. */
  readonly annulled: Uint32Array;
  /** Places in the log from here on are not looked at. */
  readonly below: number;
}

export interface CountedGroup {
  /** Of each axis, its group. */
  readonly keys: readonly string[];
  /** Of a cell of the plan (statistics/estimation/cell.ts). */
  readonly numbers: Float64Array;
}
