/** What the address of a list asks for: order, page, number of rows, and what is chosen in the form above it. */
import type { Request, Response } from 'express';
import { readCookie, setCookie } from '../../platform/web/cookies.ts';
import { choice, ifSent, line, maybe, whole } from '../../platform/web/fields.ts';
import { malformedRequest, readQuery } from '../../platform/web/input.ts';
import type { Column, Value } from './columns.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';

/** What a list knows about the request. */
export interface ListContext {
  readonly req: Request;
  readonly res: Response;
  readonly language: PageLanguage;
}

export const pageSizes = [20, 50, 100, 200] as const;
const usualSize = 50;
/** The cookie that remembers how many rows a page has. */
const sizeCookie = 'rowsPerPage';
const yearMs = 365 * 24 * 60 * 60 * 1000;

export interface ListRequest {
  /** Key of a column; with a minus sign the other way round. */
  readonly sort: string | undefined;
  readonly page: number;
  readonly size: number;
}

const listFields = {
  sort: ifSent(line(60)),
  page: maybe(whole(1, 10_000)),
  size: ifSent(choice(pageSizes.map(String))),
};

/** Reads the request, and remembers the number of rows where it asks for another. @throws Problem malformed */
export async function readListRequest(req: Request, res: Response): Promise<ListRequest> {
  const { sort, page, size } = await readQuery(req, listFields);
  if (size !== undefined)
    setCookie(req, res, { name: sizeCookie, value: size, path: '/staff', maxAgeMs: yearMs });
  const asked = size ?? readCookie(req, sizeCookie);
  return { sort, page, size: pageSizes.find((one) => String(one) === asked) ?? usualSize };
}

/** What is chosen in fields of the form; empty where it is nothing. @throws Problem malformed */
export async function readChosen(req: Request, ids: readonly string[]): Promise<Record<string, string>> {
  return await readQuery(req, Object.fromEntries(ids.map((id) => [id, line(300)])));
}

/** The address of the same list with changes: from its first page, unless they say another. */
export function listUrl(req: Request, changes: Readonly<Record<string, string | number>>): string {
  const asked = new URLSearchParams(req.originalUrl.split('?')[1] ?? '');
  for (const name of ['page', 'after', 'size', 'take', 'done']) asked.delete(name);
  for (const [name, value] of Object.entries(changes)) asked.set(name, String(value));
  return asked.size === 0 ? req.path : `${req.path}?${asked.toString()}`;
}

export interface Order {
  /** Of the column. */
  readonly key: string;
  readonly isAscending: boolean;
  /** Against the order in which the column is sorted first. */
  readonly isReversed: boolean;
}

/** @throws Problem malformed for a column that the list is not sorted by */
export function orderOf(
  sortable: readonly Pick<Column<never>, 'key' | 'isHighestFirst'>[],
  sort: string | undefined,
): Order | undefined {
  if (sort === undefined) return undefined;
  const isReversed = sort.startsWith('-');
  const column = sortable.find(({ key }) => key === sort.slice(isReversed ? 1 : 0));
  if (!column) throw malformedRequest();
  return { key: column.key, isReversed, isAscending: isReversed === (column.isHighestFirst ?? false) };
}

/** Stable: rows with the same value stay in their order, and those without one come last. */
export function sortedBy<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => Value,
  { isAscending }: Order,
  language: PageLanguage,
): readonly Row[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const keyed = rows.map((row) => ({ row, key: comparable(valueOf(row)) }));
  const compare = (one: string | number, other: string | number): number =>
    typeof one === 'number' && typeof other === 'number'
      ? one - other
      : collator.compare(String(one), String(other));
  return keyed
    .toSorted(({ key: one }, { key: other }) => {
      if (one === '' || other === '') return Number(one === '') - Number(other === '');
      return isAscending ? compare(one, other) : compare(other, one);
    })
    .map(({ row }) => row);
}

function comparable(value: Value): string | number {
  if (value === undefined) return '';
  if (value instanceof Date) return value.getTime();
  return typeof value === 'object' ? value.join('\n') : value;
}
