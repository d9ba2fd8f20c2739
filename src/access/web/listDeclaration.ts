/** How a feature declares a list: its columns, search, filters and words. */
import type { Column, tableRows } from './columns.ts';
import type { Table } from '../../platform/tables/table.ts';
import type { DownloadSource } from '../../platform/web/download.ts';
import type { Order } from './listRequest.ts';
import type { StaffPage } from './staffPage.ts';

export interface Link {
  readonly label: string;
  readonly url: string;
}

/** A field of the form above a list, as `views/platform/layout/field.ejs` shows it. */
export interface Filter<Row> {
  readonly id: string;
  readonly label: string;
  readonly type?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly error?: string | undefined;
  /** Where nothing is chosen; missing: empty. */
  readonly usual?: string;
  /** What is chosen, where the rows come from a store that has filtered them; missing: as the address says. */
  readonly value?: string;
  /** Whether a row stays under a choice that is not empty. */
  readonly keeps?: (row: Row, value: string) => boolean;
}

/** A smaller table above the list. */
interface Drafts {
  /** Made by `tableRows`. */
  readonly rows: ReturnType<typeof tableRows>;
  readonly empty: string;
}

/** A part of a page: a view below `views/`, and its locals. */
export interface Part {
  readonly view: string;
  readonly content: object;
}

export interface List<Row, Line = Row> extends StaffPage {
  readonly status?: number | undefined;
  readonly lead?: string;
  /** After the lead. */
  readonly links?: readonly (Link | false)[];
  /** That figures are made up. */
  readonly madeUp?: string | undefined;
  /** Other selections of the same list. */
  readonly tabs?: {
    readonly label: string;
    readonly tabs: readonly (Link & { readonly isCurrent: boolean })[];
  };
  /** What can be done here, the most usual first. */
  readonly actions?: readonly (Link | false)[];
  /** Before the list. */
  readonly above?: Part | undefined;
  readonly below?: Part | undefined;
  readonly drafts?: Drafts | undefined;
  /** Where something else is above the list. */
  readonly heading?: string | undefined;
  readonly search?: { readonly label: string; readonly texts: (row: Row) => readonly string[] };
  readonly filters?: readonly Filter<Row>[];
  /** Parameters of the address that the form and all links keep. */
  readonly kept?: Readonly<Record<string, string>>;
  /** What is said below the form, and where it leads. */
  readonly hint?: { readonly text: string; readonly link?: Link | undefined } | undefined;
  readonly columns: readonly Column<NoInfer<Line>, NoInfer<Row>>[];
  /** Key of the column that sorts where none is chosen; missing: the order of the rows. */
  readonly sortedBy?: string;
  /** Completes the rows of a page. Columns without their own `sort` are not sortable then. */
  readonly complete?: (rows: readonly Row[]) => Promise<readonly Line[]>;
  readonly count?: (values: { readonly shown: number; readonly all: number }) => string;
  /** Whether there is nothing to choose from, where the rows do not say so because they are a choice already. */
  readonly isEmpty?: boolean;
  /** What the list would hold, and what to do first; the actions are above it. */
  readonly empty?: string;
  /** Where rows exist, but none matches. */
  readonly noneFound?: string;
  /** The file of all rows; false: there is another way to get them. */
  readonly file?: ListFile<NoInfer<Row>> | false;
}

/** Missing parts are as the last part of the address. */
interface ListFile<Row> extends Partial<DownloadSource> {
  readonly key?: string;
  /** Of all rows that match, where the file has other columns than the page; not for rows that a store reads. */
  readonly table?: (rows: readonly Row[]) => Table;
}

/** Rows that a store reads in order, one page at a time. */
export interface Stream<Row> {
  readonly read: (limit: number, order: Order | undefined) => AsyncIterable<Row> | Promise<readonly Row[]>;
  /** Keys of the columns by which the store sorts. */
  readonly sorts?: readonly string[];
  /** Of the last row of a page: where the next one begins, as `?after=`; missing: pages are counted. */
  readonly cursor?: (row: Row) => string;
}
