/** The rows of a list: which match, in which order, and which are on the page. */
import { valueOf, type Column } from './columns.ts';
import type { Filter, List, Stream } from './listDeclaration.ts';
import { sortedBy, type ListContext, type ListRequest, type Order } from './listRequest.ts';

/** The rows of a page. */
export interface Found<Row> {
  readonly rows: readonly Row[];
  /** Undefined where nobody has counted. */
  readonly all: number | undefined;
  readonly page: number;
  readonly hasMore: boolean;
  /** Every row that matches, for the file. */
  readonly every: () => Iterable<Row> | AsyncIterable<Row> | Promise<readonly Row[]>;
}

export function matching<Row>(
  rows: readonly Row[],
  filters: readonly (Filter<Row> & { readonly value: string })[],
): readonly Row[] {
  const used = filters.filter(({ value }) => value !== '');
  return rows.filter((row) => used.every(({ keeps, value }) => keeps?.(row, value) ?? true));
}

export function ordered<Row, Line>(
  rows: readonly Row[],
  { columns }: List<Row, Line>,
  order: Order | undefined,
  { language }: ListContext,
): readonly Row[] {
  const column = columns.find(({ key }) => key === order?.key);
  if (!column || !order) return rows;
  const { sort } = column;
  return sortedBy(rows, sort || ((row) => valueOf(column as unknown as Column<Row>, row)), order, language);
}

export function pageOf<Row>(rows: readonly Row[], { page: asked, size }: ListRequest): Found<Row> {
  const number = Math.max(1, Math.min(asked, Math.ceil(rows.length / size)));
  return {
    rows: rows.slice((number - 1) * size, number * size),
    all: rows.length,
    page: number,
    hasMore: number * size < rows.length,
    every: () => rows,
  };
}

export async function readPage<Row>(
  { read, cursor }: Stream<Row>,
  order: Order | undefined,
  { page: number, size }: ListRequest,
): Promise<Found<Row>> {
  const first = cursor ? 0 : (number - 1) * size;
  const rows: Row[] = [];
  let count = 0;
  for await (const row of await read(first + size + 1, order)) {
    count += 1;
    if (count > first + size) break; // there is a next page
    if (count > first) rows.push(row);
  }
  const every = () => read(Infinity, order);
  return { rows, all: undefined, page: number, hasMore: count > first + size, every };
}

export async function linesOf<Row, Line>(
  { complete }: List<Row, Line>,
  rows: readonly Row[],
): Promise<readonly Line[]> {
  return complete ? await complete(rows) : (rows as unknown as readonly Line[]);
}
