/** What is wrong with a table that was sent, for the people and programs that send it. */
import type { Sentence } from '../problem.ts';

export interface Fault {
  /** From 1, as sent; empty: the table as a whole. */
  readonly rows: readonly number[];
  /** Key of the column, or a heading that no column has; undefined: the whole row. */
  readonly column?: string | undefined;
  readonly sentence: Sentence;
}
