/**
 * A query over the columns of a round. It covers submissions that came in time and were not annulled, grouped along up to two
 * axes; each group is counted into a cell, as tallies are. Everything in it can be sent to another thread.
 */
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';

/**
 * The stored properties of a submission, each with its values as texts:
 *
 * - `unit`, `service`, `channel`, `day`, `surveyVersion`: an id, a channel, or `YYYY-MM-DD`; empty without a service
 * - `about`: the option that the respondent chose; empty if not answered
 * - `question`: the level, `0` for "no opinion"; empty if not answered
 */
export type ColumnDimension =
  | { readonly kind: 'unit' | 'service' | 'channel' | 'day' | 'surveyVersion' }
  | { readonly kind: 'about' | 'question'; readonly id: string };

/** How the values of a dimension form groups. */
export interface Axis {
  readonly dimension: ColumnDimension;
  /** The group of each value; if absent, each value is a separate group. */
  readonly groups?: Readonly<Record<string, string>>;
  /** The group of values that `groups` does not name; if absent, submissions with such a value are left out. */
  readonly others?: string;
}

export interface ColumnQuery {
  /** None, one or two. */
  readonly axes: readonly Axis[];
  /** Submissions with another value are left out. */
  readonly limits?: readonly { readonly dimension: ColumnDimension; readonly values: readonly string[] }[];
  /**
   * The counted questions; all of the plan if absent. Sums are kept only for components all of whose questions are counted,
   * and respondents likewise for factors. The rest of a cell stays 0.
   */
  readonly questions?: readonly string[];
}

/** A query with everything that counting needs. */
export interface CountingTask {
  readonly query: ColumnQuery;
  readonly plan: CountingPlan;
  /** Log positions of the round's annulled submissions. */
  readonly annulled: Uint32Array;
  /** Log positions from here on are ignored. */
  readonly below: number;
}

export interface CountedGroup {
  /** The group on each axis. */
  readonly keys: readonly string[];
  /** The numbers of a cell of the plan (statistics/estimation/cell.ts). */
  readonly numbers: Float64Array;
}
