/**
 * How the columns of a foreign file become answers. A mapping is data: it can be saved by name and is offered for
 * files with the same headings. Cells are compared in normalised form: no diacritics, no capitals, single spaces.
 */
import { searchable } from '../../platform/text/searchText.ts';

/** A row of a file: its number in the spreadsheet, and the texts of its cells. Empty rows are omitted. */
export type FileRow = readonly [row: number, ...cells: string[]];

/** Row numbers of the heading; a handmade heading may span several rows. */
export interface HeadingRows {
  readonly first: number;
  readonly last: number;
}

export const dayOrders = ['dmy', 'mdy'] as const;
/** Whether `03/04/2026` is in April or in March. */
export type DayOrder = (typeof dayOrders)[number];

/**
 * Use of a column: `question:ID`, `about:ID`, `comment`, `givenOn`, `unit`; empty: not imported. Each use may occur
 * in one column only.
 */
export type ColumnUse = string;

/** The meaning of a text in the cells. */
export interface ValueMeaning {
  /** `scale:ID` or `about:ID`: a text has the same meaning in all columns of one scale. */
  readonly of: string;
  /** Normalised. */
  readonly text: string;
  /** A level, `0` for no opinion, or the id of an option; `blank`: treated as left out; empty: an error. */
  readonly meaning: string;
}

export const blankMeaning = 'blank';

export interface Mapping {
  readonly uses: readonly ColumnUse[];
  readonly dayOrder: DayOrder;
  readonly values: readonly ValueMeaning[];
}

/** A named mapping. The name identifies the collection of answers that a file belongs to (identity.ts). */
export interface SavedMapping {
  readonly id: string;
  readonly name: string;
  readonly surveyVersionId: string;
  /** Scope: the topmost units of the person who saved it; empty: the whole installation. */
  readonly unitIds: readonly string[];
  readonly headings: readonly string[];
  readonly mapping: Mapping;
}

/**
 * Normalises a text for comparison: `  Rất  HÀI LÒNG.` becomes `rat hai long`. A dash that stands for "nothing"
 * becomes empty.
 */
export function plain(text: string): string {
  const bare = searchable(text.normalize('NFKC'))
    .replace(/\s+/g, ' ')
    .replace(/^[\s"'“”‘’]+|(?<![\s"'“”‘’.,;:!…])[\s"'“”‘’.,;:!…]+$/g, ''); // matches from the start of a run only, so that the time is linear
  return /^[-–—.·_]+$/.test(bare) ? '' : bare;
}

/** The options that a cell names, of which several may be: by semicolons, lines, commas, or numbers with spaces. */
export function optionsIn(text: string): readonly string[] {
  const separators = [/[;|\n]/, /,/].find((one) => one.test(text));
  const isNumbers = /^\d+(?: \d+)+$/.test(text.trim());
  const parts = text.split(separators ?? (isNumbers ? ' ' : /(?!)/));
  return parts.filter((part) => plain(part) !== '');
}

export function sameHeadings(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((heading, at) => plain(heading) === plain(other[at] ?? ''));
}
