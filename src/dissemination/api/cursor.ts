/**
 * Paging of lists. A cursor names the item after which the next page begins; clients must treat it as opaque, since its
 * content may change.
 */
import { ApiError, wrongParameters } from './apiError.ts';
import { sentenceOf } from './texts.ts';

export interface Paged<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
}

export function cursorAt(rank: string): string {
  return Buffer.from(`1 ${rank}`).toString('base64url');
}

/** @throws ApiError when the text is not a valid cursor */
export function positionOfCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (!text.startsWith('1 ') || cursorAt(text.slice(2)) !== cursor) throw badCursor();
  return text.slice(2);
}

/** @throws ApiError when the cursor does not name one of the items */
export function pageOfList<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Paged<Item> {
  const after = cursor === undefined ? undefined : positionOfCursor(cursor);
  const from = after === undefined ? 0 : items.findIndex((item) => idOf(item) === after) + 1;
  if (after !== undefined && from === 0) throw badCursor();
  const page = items.slice(from, from + limit);
  const last = page.at(-1);
  return from + limit < items.length && last !== undefined
    ? { items: page, nextCursor: cursorAt(idOf(last)) }
    : { items: page };
}

export function badCursor(): ApiError {
  return wrongParameters([{ at: 'cursor', sentence: sentenceOf('badCursor') }]);
}
