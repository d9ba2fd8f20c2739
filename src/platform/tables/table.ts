/** A table for output: on a page, as a file, or through the API. It knows nothing of the domain. */

/** Empty text: unknown. */
export type TableCell = string | number;
export type TableRow = readonly TableCell[];

export interface TableColumn {
  /** The same in every language. */
  readonly key: string;
  readonly heading: string;
  /** Of numbers; without it they are written unrounded. */
  readonly decimals?: number | undefined;
  /** On a sheet, in characters. */
  readonly width?: number;
}

export interface Table {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

/** As registered at IANA. */
export const parquetMediaType = 'application/vnd.apache.parquet';

/** A table whose headings are also the keys. */
export function plainTable(headings: readonly string[], rows: readonly TableRow[]): Table {
  return { columns: headings.map((heading) => ({ key: heading, heading })), rows };
}
