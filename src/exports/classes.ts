/**
 * Puts rows into an order of their own content, and hides on the way what would leave fewer people alike than a minimum.
 *
 * Column after column, every class of rows that are alike so far is divided by the next value. A value that fewer rows
 * than the minimum have is hidden, and with it, until as many rows are hidden together, the next rarer ones: so every
 * class ends with at least so many rows, and what is hidden in it cannot be got by subtraction (decision 0161).
 */
import { setImmediate } from 'node:timers/promises';

export interface CodedColumn {
  /** By row, a place among the values; overwritten by `hidden` where it is not to be seen. */
  readonly codes: Uint8Array | Uint16Array;
  /** How many values there are; this number itself is the code of what is hidden. */
  readonly hidden: number;
}

export interface Classes {
  /** Rows by their places, classes one behind the other. */
  readonly order: Uint32Array;
  /** Where each class begins, and behind the last where it ends. */
  readonly starts: Uint32Array;
}

/** Rows that are gone through before others get their turn. */
const rowsPerTurn = 50_000;

/**
 * Divides classes by a column.
 *
 * @param minimum rows that a value needs in its class to be seen; 1: nothing is hidden
 * @returns finer classes, in the order of the old ones and, within, of the values
 */
export async function divided(
  { order, starts }: Classes,
  column: CodedColumn,
  minimum: number,
): Promise<Classes> {
  const sorted = new Uint32Array(order.length);
  const begins = new Uint32Array(order.length + 1);
  const counts = new Uint32Array(column.hidden + 1);
  let classes = 0;
  let sinceTurn = 0;
  for (let at = 0; at + 1 < starts.length; at++) {
    const [from, to] = [starts[at]!, starts[at + 1]!];
    const rows = order.subarray(from, to);
    count(counts, column, rows);
    if (minimum > 1) hideRare(counts, column, rows, minimum);
    let next = from;
    for (let code = 0; code < counts.length; code++) {
      const found = counts[code]!;
      if (found === 0) continue;
      begins[classes++] = next;
      counts[code] = next; // from here on, where the next row of this value goes
      next += found;
    }
    for (const row of rows) sorted[counts[column.codes[row]!]!++] = row;
    sinceTurn += rows.length;
    if (sinceTurn > rowsPerTurn) {
      sinceTurn = 0;
      await setImmediate();
    }
  }
  begins[classes] = order.length;
  return { order: sorted, starts: begins.slice(0, classes + 1) };
}

function count(counts: Uint32Array, { codes }: CodedColumn, rows: Uint32Array): void {
  counts.fill(0);
  for (const row of rows) counts[codes[row]!]!++;
}

function hideRare(counts: Uint32Array, column: CodedColumn, rows: Uint32Array, minimum: number): void {
  const { codes, hidden } = column;
  const rarestFirst = [...counts.keys()]
    .filter((code) => code !== hidden && counts[code]! > 0)
    .sort((one, other) => counts[one]! - counts[other]! || one - other);
  const toHide = new Set<number>();
  let together = counts[hidden]!;
  for (const code of rarestFirst) {
    const isEnough = together === 0 || together >= minimum;
    if (counts[code]! >= minimum && isEnough) break;
    toHide.add(code);
    together += counts[code]!;
  }
  if (toHide.size === 0) return;
  for (const row of rows) if (toHide.has(codes[row]!)) codes[row] = hidden;
  count(counts, column, rows);
}
