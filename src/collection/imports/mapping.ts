/**
 * How the columns of a foreign file become answers. A mapping is data: it can be saved by name and is offered again for a
 * file with the same headings. Cells are compared in a plain form, without marks, capitals and doubled blanks.
 */
import { searchable } from '../../platform/text/searchText.ts';

/** A row of a file: its number as in a spreadsheet, and the texts of its cells. Empty rows are left out. */
export type FileRow = readonly [row: number, ...cells: string[]];

/** Numbers of the rows that a heading takes; one made by hand may take several. */
export interface HeadingRows {
  readonly first: number;
  readonly last: number;
}

export const dayOrders = ['dmy', 'mdy'] as const;
/** Whether `03/04/2026` is in April or in March. */
export type DayOrder = (typeof dayOrders)[number];

/**
 * What a column holds: `question:ID`, `about:ID`, `comment`, `givenOn`, `unit`; or nothing that is taken (empty).
 * Each may be said of one column only.
 */
export type ColumnUse = string;

/** What a text in the cells stands for. */
export interface ValueMeaning {
  /** `scale:ID` or `about:ID`: texts mean the same in all columns on one scale. */
  readonly of: string;
  /** In plain form. */
  readonly text: string;
  /** A level, `0` for no opinion, the id of an option; `blank` as if left out; empty: a fault. */
  readonly meaning: string;
}

export const blankMeaning = 'blank';

export interface Mapping {
  readonly uses: readonly ColumnUse[];
  readonly dayOrder: DayOrder;
  readonly values: readonly ValueMeaning[];
}

/** A mapping under a name. The name says which collection of answers a file belongs to (identity.ts). */
export interface SavedMapping {
  readonly id: string;
  readonly name: string;
  readonly surveyVersionId: string;
  /** Whose it is: the topmost units of whoever saved it; none: the whole installation. */
  readonly unitIds: readonly string[];
  readonly headings: readonly string[];
  readonly mapping: Mapping;
}

/** A text as it is compared: `  Rất  HÀI LÒNG.` is `rat hai long`. A dash for "nothing" is nothing. */
export function plain(text: string): string {
  const bare = searchable(text.normalize('NFKC'))
    .replace(/\s+/g, ' ')
    .replace(/^[\s"'“”‘’]+|(?<![\s"'“”‘’.,;:!…])[\s"'“”‘’.,;:!…]+$/g, ''); // from the start of its run only: linear
  return /^[-–—.·_]+$/.test(bare) ? '' : bare;
}

export function sameHeadings(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((heading, at) => plain(heading) === plain(other[at] ?? ''));
}
