/** What the pages of a dataset share: their address, the headings of the columns, and the lines in view. */
import type { Caller } from '../../access/accounts/caller.ts';
import type { TableCell } from '../../platform/tables/table.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Book } from './book.ts';
import { currentLines } from './delivery.ts';
import { bookContext } from './takeDelivery.ts';

export function pathOf({ kind }: Pick<Book<object>, 'kind'>): `/staff/${string}` {
  return `/staff/${kind}`;
}

export function headingsIn(
  { columns }: Pick<Book<object>, 'columns'>,
  language: PageLanguage,
): readonly string[] {
  return columns.map(({ headings: [vi, en] }) => inLanguage({ vi, en }, language));
}

/** Lines of the units in view, as texts; for one period, or for all. */
export async function linesInView<Line extends object>(
  book: Book<Line>,
  period: string | undefined,
  { caller, language }: { readonly caller: Caller; readonly language: PageLanguage },
  { stores, now }: RoutesOptions,
): Promise<{ readonly lines: readonly (readonly TableCell[])[]; readonly isMadeUp: boolean }> {
  const context = await bookContext(stores, caller, book, now());
  const seen = caller.unitIdsInView(book.see);
  const deliveries = await stores.deliveries.list<Line>(book.kind, period ? { periods: [period] } : {});
  const { compare } = new Intl.Collator(language); // of thousands of lines; each localeCompare would look one up
  const lines = [...currentLines(deliveries, book.keyOf).values()]
    .filter((line) => (!period || book.periodOf(line) === period) && (!seen || seen.has(book.unitIdOf(line))))
    .map((line) => book.cellsOf(line, context, language))
    .map((cells) => ({ cells, text: cells.join(' ') }))
    .toSorted((one, other) => compare(one.text, other.text))
    .map(({ cells }) => cells);
  return { lines, isMadeUp: deliveries.some(({ madeUp }) => madeUp) };
}
