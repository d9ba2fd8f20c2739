/** What a dataset declares about its lines; reading, previewing and storing them is the same for every dataset. */
import type { Act } from '../../access/accounts/authority.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Sentence } from '../../platform/problem.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { Service } from '../services/service.ts';
import type { WantedColumn } from '../../platform/tables/columns.ts';
import type { TableCell } from '../../platform/tables/table.ts';
import type { Unit } from '../units/unit.ts';
import type { BookKind } from './delivery.ts';

/** Texts of a line by column, as typed or as in a table. */
export type Cells = Readonly<Record<string, string>>;

export type ReadLine<Line> =
  { readonly line: Line } | { readonly faults: Readonly<Record<string, Sentence>> };

/** What a line may refer to. */
export interface BookContext {
  readonly units: readonly Unit[];
  readonly services: readonly Service[];
  readonly rounds: readonly Round[];
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly mayKeep: (unitId: string) => boolean;
}

export interface BookColumn extends WantedColumn<string> {
  /** In Vietnamese and in English. */
  readonly headings: readonly [string, string, ...string[]];
  readonly hint?: Sentence;
  /** Options of the form field, worded as in a table. */
  readonly choices?: (context: BookContext, language: PageLanguage) => readonly string[];
}

export interface BookTexts {
  readonly title: string;
  readonly lead: string;
  readonly add: string;
  readonly period: string;
  readonly empty: string;
}

export interface Book<Line extends object> {
  readonly kind: BookKind;
  readonly texts: Record<PageLanguage, BookTexts>;
  readonly see: Act;
  readonly keep: Act;
  readonly columns: readonly BookColumn[];
  /** Reads one line after another; it may cache lookups. */
  readonly reader: (context: BookContext) => (cells: Cells) => ReadLine<Line>;
  /** Lines with the same key replace each other. */
  readonly keyOf: (line: Line) => string;
  readonly unitIdOf: (line: Line) => string;
  readonly periodOf: (line: Line) => string;
  /** The line as the cells of a table, in the order of the columns. */
  readonly cellsOf: (line: Line, context: BookContext, language: PageLanguage) => readonly TableCell[];
  /** Columns that identify a line; a later import batch changes the others. */
  readonly keyColumns: number;
  /** Conflicts with other lines, by key of the line: error and column. */
  readonly clashes?: (
    lines: readonly Line[],
    current: ReadonlyMap<string, Line>,
  ) => ReadonlyMap<string, { readonly column: string; readonly sentence: Sentence }>;
  /** Remarks on a line that are not errors. */
  readonly notesOf?: (
    line: Line,
    current: ReadonlyMap<string, Line>,
    language: PageLanguage,
  ) => readonly string[];
}
