/** What a dataset declares about its lines; reading, previewing and storing them is the same for every dataset. */
import type { Permission } from '../../access/accounts/authority.ts';
import type { Language } from '../../platform/text/catalogue.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Sentence } from '../../platform/problem.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { Service } from '../services/service.ts';
import type { WantedColumn } from '../../platform/tables/columns.ts';
import type { ReadRow } from '../../platform/tables/readRows.ts';
import type { TableCell } from '../../platform/tables/table.ts';
import type { Unit } from '../units/unit.ts';
import type { DatasetKind } from './importBatch.ts';

/** Texts of a line by column, as typed or as in a table. */
export type Cells = Readonly<Record<string, string>>;

/** What a line may refer to. */
export interface DatasetContext {
  readonly units: readonly Unit[];
  readonly services: readonly Service[];
  readonly rounds: readonly Round[];
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly mayKeep: (unitId: string) => boolean;
}

interface DatasetColumn extends WantedColumn<string> {
  /** In Vietnamese and in English. */
  readonly headings: readonly [string, string, ...string[]];
  readonly hint?: Sentence;
  /** Options of the form field, worded as in a table. */
  readonly choices?: (context: DatasetContext, language: PageLanguage) => readonly string[];
}

interface DatasetTexts {
  readonly title: string;
  readonly lead: string;
  readonly add: string;
  readonly period: string;
  readonly empty: string;
}

export interface Dataset<Line extends object> {
  readonly kind: DatasetKind;
  /** Address of its pages. */
  readonly path: `/staff/${string}`;
  readonly texts: Readonly<Record<Language, DatasetTexts>>;
  readonly see: Permission;
  readonly keep: Permission;
  readonly columns: readonly DatasetColumn[];
  /** Reads one line after another; it may cache lookups. */
  readonly reader: (context: DatasetContext) => (cells: Cells) => ReadRow<Line>;
  /** Lines with the same key replace each other. */
  readonly keyOf: (line: Line) => string;
  readonly unitIdOf: (line: Line) => string;
  readonly periodOf: (line: Line) => string;
  /** The line as the cells of a table, in the order of the columns. */
  readonly cellsOf: (line: Line, context: DatasetContext, language: PageLanguage) => readonly TableCell[];
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
