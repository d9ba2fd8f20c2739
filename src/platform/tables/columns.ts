/** Maps the columns of a table to the wanted columns. */
import { inEveryLanguage } from '../text/catalogue.ts';
import type { Fault } from './fault.ts';
import { tableTexts } from './texts.ts';

export interface WantedColumn<Key extends string> {
  readonly key: Key;
  /** Accepted headings; the first is the one in files of the program. */
  readonly headings: readonly [string, ...string[]];
  readonly optional?: boolean;
}

/**
 * - `missing`: no column has one of these headings; - `twice`: two columns for one; - `unknown`: a column that matches
 *   none
 */
export interface ColumnError {
  readonly kind: 'missing' | 'twice' | 'unknown';
  readonly heading: string;
}

/** The position of each wanted column; upper and lower case are equal. */
export function positionsOf<Key extends string>(
  headings: readonly string[],
  wanted: readonly WantedColumn<Key>[],
): { readonly positions: ReadonlyMap<Key, number>; readonly errors: readonly ColumnError[] } {
  const positions = new Map<Key, number>();
  const errors: ColumnError[] = [];
  headings.forEach((heading, index) => {
    const column = wanted.find((one) => one.headings.some((name) => plain(name) === plain(heading)));
    if (!column) errors.push({ kind: 'unknown', heading });
    else if (positions.has(column.key)) errors.push({ kind: 'twice', heading });
    else positions.set(column.key, index);
  });
  for (const { key, headings: names, optional } of wanted) {
    if (!positions.has(key) && !optional) errors.push({ kind: 'missing', heading: names[0] });
  }
  return { positions, errors };
}

function plain(heading: string): string {
  return heading.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** In the row of the headings. */
export function columnFaults(errors: readonly ColumnError[], row = 1): readonly Fault[] {
  return errors.map(({ kind, heading }) => ({
    rows: [row],
    column: heading,
    sentence: inEveryLanguage(tableTexts, ({ columns }) => columns[kind]),
  }));
}
