/** What a book of figures has to say of its lines; reading, trying out and keeping them is the same for every book. */
import type { Act } from '../../access/accounts/authority.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Sentence } from '../../platform/problem.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { Service } from '../services/service.ts';
import type { WantedColumn } from '../../platform/tables/columns.ts';
import type { TableCell } from '../../platform/tables/table.ts';
import type { Unit } from '../units/unit.ts';
import type { BookKind } from './delivery.ts';

/** Texts of a line by column, as typed or as they stand in a table. */
export type Cells = Readonly<Record<string, string>>;

export type ReadLine<Line> =
  { readonly line: Line } | { readonly faults: Readonly<Record<string, Sentence>> };

/** What a line may speak of. */
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
  /** Where a form offers a choice: as a table would say it. */
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
  /** Reads a line after another; it may keep what it looked up. */
  readonly reader: (context: BookContext) => (cells: Cells) => ReadLine<Line>;
  /** Lines of one key replace each other. */
  readonly keyOf: (line: Line) => string;
  readonly unitIdOf: (line: Line) => string;
  readonly periodOf: (line: Line) => string;
  /** What a table would say of the line, in the order of the columns. */
  readonly cellsOf: (line: Line, context: BookContext, language: PageLanguage) => readonly TableCell[];
  /** Columns by which a line is told from others; the rest is what a later delivery changes. */
  readonly keyColumns: number;
  /** Something that cannot go together with other lines, by key of the line: fault and column. */
  readonly clashes?: (
    lines: readonly Line[],
    current: ReadonlyMap<string, Line>,
  ) => ReadonlyMap<string, { readonly column: string; readonly sentence: Sentence }>;
  /** Something to know of a line that is no fault. */
  readonly notesOf?: (
    line: Line,
    current: ReadonlyMap<string, Line>,
    language: PageLanguage,
  ) => readonly string[];
}
