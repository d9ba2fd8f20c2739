/** A table as it leaves the program: on a page, as a file, through the API. It knows no noun of ours. */

/** Empty text: nothing is known. */
export type TableCell = string | number;
export type TableRow = readonly TableCell[];

export interface TableColumn {
  /** The same in every language. */
  readonly key: string;
  readonly heading: string;
  /** Of numbers; without it they are written as they are. */
  readonly decimals?: number | undefined;
  /** On a sheet, in letters. */
  readonly width?: number;
}

export interface Table {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

/** Of headings that are their own keys. */
export function plainTable(headings: readonly string[], rows: readonly TableRow[]): Table {
  return { columns: headings.map((heading) => ({ key: heading, heading })), rows };
}
