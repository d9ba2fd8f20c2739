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
import type { Dataset } from './dataset.ts';
import { headingsIn, linesInView } from './datasetPage.ts';
import { importBatchRoutes } from './importBatchRoutes.ts';
import { readPeriod } from './input.ts';
import { lineRoutes } from './lineRoutes.ts';
import { datasetPageTexts } from './texts.ts';

/** The routes of a dataset, below `/staff/` and its kind. */
export function datasetRoutes<Line extends object>(
  dataset: Dataset<Line>,
  menu: MenuLine,
): Routes<RoutesOptions> {
  const path = dataset.path;
  return {
    [`GET ${path}`]: may(
      dataset.see,
      (context, tools: RoutesOptions) => listLines(dataset, context, tools),
      menu,
    ),
    [`GET ${path}/template/:format`]: may(dataset.keep, (context) => sendTemplate(dataset, context)),
    [`GET ${path}/export/:format`]: may(dataset.see, (context, tools: RoutesOptions) =>
      exportLines(dataset, context, tools),
    ),
    ...lineRoutes(dataset),
    ...importBatchRoutes(dataset),
  };
}

async function listLines<Line extends object>(
  dataset: Dataset<Line>,
  context: StaffContext,
  tools: RoutesOptions,
): Promise<Reply> {
  const { req, caller, language, notice } = context;
  const [t, b] = [datasetPageTexts[language], dataset.texts[language]];
  const periods = await tools.stores.importBatches.listPeriods(dataset.kind);
  const period = (await readPeriod(req)) ?? periods[0] ?? '';
  const search = await readSearch(req);
  const inView = await linesInView(dataset, period, context, tools);
  const found = inView.lines.filter((cells) => finds(cells.map(String), search.text));
  const count = new Intl.NumberFormat(language);
  const lines = pageOf(found, search.page);
  const headings = headingsIn(dataset, language);
  return page(
    'registers/datasets/list',
    { title: b.title, notice: notice({ applied: t.applied }) },
    {
      t,
      b,
      path: dataset.path,
      headings,
      mayKeep: caller.holds(dataset.keep),
      madeUp: inView.isMadeUp,
      isEmpty: periods.length === 0,
      period,
      periods: [
        { value: '', label: t.all },
        ...periods.map((value) => ({ value, label: dayText(value, language) })),
      ],
      text: search.text,
      shown: t.shown({ shown: count.format(lines.length), all: count.format(found.length) }),
      lines: lines.map((cells) =>
        cells.map((cell) => (typeof cell === 'number' ? count.format(cell).replace('-', '−') : cell)),
      ),
      isNumber: headings.map((_, index) => lines.some((cells) => isNumber(cells[index]))),
      nextUrl: nextPageUrl(req, found.length, search.page),
    },
  );
}

async function sendTemplate(
  dataset: Pick<Dataset<object>, 'kind' | 'columns' | 'texts'>,
  context: StaffContext,
): Promise<Reply> {
  return await sendLines(dataset, context, `${dataset.kind}-mau`, []);
}

async function exportLines<Line extends object>(
  dataset: Dataset<Line>,
  context: StaffContext,
  tools: RoutesOptions,
): Promise<Reply> {
  const period = await readPeriod(context.req);
  const { lines, isMadeUp } = await linesInView(dataset, period, context, tools);
  const name = [dataset.kind, period, isMadeUp ? 'minh-hoa' : ''].filter(Boolean).join('-');
  return await sendLines(dataset, context, name, lines);
}

async function sendLines(
  dataset: Pick<Dataset<object>, 'columns' | 'texts'>,
  { res, language, param }: StaffContext,
  name: string,
  rows: readonly (readonly TableCell[])[],
): Promise<Reply> {
  const table = plainTable(headingsIn(dataset, language), rows);
  const format = tableFormatOf(param('format'));
  await sendTable(res, { name, title: dataset.texts[language].title, table }, { format, language });
  return sent;
}

/** A count, or a figure with its decimals; a year is not one. */
function isNumber(cell: string | number | undefined): boolean {
  return typeof cell === 'number' || (cell !== undefined && /^[−+]?\d+[.,]\d+$/.test(cell));
}
