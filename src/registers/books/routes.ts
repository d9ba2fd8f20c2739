/** The pages that all datasets share: the list, its tables, new lines, and import batches. */
import { readSearch } from '../../access/accounts/input.ts';
import type { MenuLine } from '../../access/web/menu.ts';
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { plainTable, type TableCell } from '../../platform/tables/table.ts';
import { finds } from '../../platform/text/searchText.ts';
import { nextPageUrl, pageOf } from '../../platform/web/paging.ts';
import { sendTable, tableFormatOf } from '../../platform/web/sendTable.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Book } from './book.ts';
import { headingsIn, linesInView, pathOf } from './bookPage.ts';
import { deliveryRoutes } from './deliveryRoutes.ts';
import { readPeriod } from './input.ts';
import { lineRoutes } from './lineRoutes.ts';
import { bookPageTexts } from './texts.ts';

/** The routes of a dataset, below `/staff/` and its kind. */
export function bookRoutes<Line extends object>(book: Book<Line>, menu: MenuLine): Routes<RoutesOptions> {
  const path = pathOf(book);
  return {
    [`GET ${path}`]: may(book.see, (context, tools: RoutesOptions) => listLines(book, context, tools), menu),
    [`GET ${path}/template/:format`]: may(book.keep, (context) => sendTemplate(book, context)),
    [`GET ${path}/export/:format`]: may(book.see, (context, tools: RoutesOptions) =>
      exportLines(book, context, tools),
    ),
    ...lineRoutes(book),
    ...deliveryRoutes(book),
  };
}

async function listLines<Line extends object>(
  book: Book<Line>,
  context: StaffContext,
  tools: RoutesOptions,
): Promise<Reply> {
  const { req, caller, language, notice } = context;
  const [t, b] = [bookPageTexts[language], book.texts[language]];
  const periods = await tools.stores.deliveries.listPeriods(book.kind);
  const period = (await readPeriod(req)) ?? periods[0] ?? '';
  const search = await readSearch(req);
  const inView = await linesInView(book, period, context, tools);
  const found = inView.lines.filter((cells) => finds(cells.map(String), search.text));
  const count = new Intl.NumberFormat(language);
  const lines = pageOf(found, search.page);
  const headings = headingsIn(book, language);
  return page(
    'registers/books/list',
    { title: b.title, notice: notice({ applied: t.applied }) },
    {
      t,
      b,
      path: pathOf(book),
      headings,
      mayKeep: caller.holds(book.keep),
      madeUp: inView.isMadeUp,
      isEmpty: periods.length === 0,
      period,
      periods: [
        { value: '', label: t.all },
        ...periods.map((value) => ({ value, label: dayText(value, language) })),
      ],
      text: search.text,
      shown: t.shown(count.format(lines.length), count.format(found.length)),
      lines: lines.map((cells) =>
        cells.map((cell) => (typeof cell === 'number' ? count.format(cell).replace('-', '−') : cell)),
      ),
      isNumber: headings.map((_, place) => lines.some((cells) => isNumber(cells[place]))),
      nextUrl: nextPageUrl(req, found.length, search.page),
    },
  );
}

async function sendTemplate(
  book: Pick<Book<object>, 'kind' | 'columns' | 'texts'>,
  context: StaffContext,
): Promise<Reply> {
  return await sendLines(book, context, `${book.kind}-mau`, []);
}

async function exportLines<Line extends object>(
  book: Book<Line>,
  context: StaffContext,
  tools: RoutesOptions,
): Promise<Reply> {
  const period = await readPeriod(context.req);
  const { lines, isMadeUp } = await linesInView(book, period, context, tools);
  const name = [book.kind, period, isMadeUp ? 'minh-hoa' : ''].filter(Boolean).join('-');
  return await sendLines(book, context, name, lines);
}

async function sendLines(
  book: Pick<Book<object>, 'columns' | 'texts'>,
  { res, language, param }: StaffContext,
  name: string,
  rows: readonly (readonly TableCell[])[],
): Promise<Reply> {
  const table = plainTable(headingsIn(book, language), rows);
  const format = tableFormatOf(param('format'));
  await sendTable(res, { name, title: book.texts[language].title, table }, { format, language });
  return sent;
}

/** A count, or a figure with its decimals; a year is not one. */
function isNumber(cell: string | number | undefined): boolean {
  return typeof cell === 'number' || (cell !== undefined && /^[−+]?\d+[.,]\d+$/.test(cell));
}
