/** The pages that all datasets share: the list, its tables, new lines, and import batches. */
import { menuLine, type MenuGroup } from '../../access/web/menu.ts';
import type { Column } from '../../access/web/columns.ts';
import { list } from '../../access/web/list.ts';
import { sent, type Reply } from '../../access/web/reply.ts';
import { requestContextOf } from '../../access/web/requestContext.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { plainTable, type TableCell } from '../../platform/tables/table.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { countText } from '../../platform/text/numbers.ts';
import { sendTable, tableFormatOf } from '../../platform/web/sendTable.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Dataset } from './dataset.ts';
import { headingsIn, linesInView } from './datasetPage.ts';
import { importBatchRoutes } from './importBatchRoutes.ts';
import { readQuery } from '../../platform/web/input.ts';
import { periodField } from './input.ts';
import { lineRoutes } from './lineRoutes.ts';
import { datasetPageTexts } from './texts.ts';

/** The routes of a dataset, below `/staff/` and its kind. */
export function datasetRoutes<Line extends object>(
  dataset: Dataset<Line>,
  group: MenuGroup,
): Routes<RoutesOptions> {
  const path = dataset.path;
  return {
    [`GET ${path}`]: may(
      dataset.see,
      (context, tools: RoutesOptions) => listLines(dataset, context, tools),
      menuLine(group, dataset.texts),
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
  const { period = periods[0] ?? '' } = await readQuery(req, periodField);
  const { lines, isMadeUp } = await linesInView(dataset, period, context, tools);
  const exports = (['xlsx', 'csv'] as const).map((format) => ({
    label: `${t.export} (${format.toUpperCase()})`,
    url: `${dataset.path}/export/${format}?period=${period}`,
  }));
  return await list(
    context,
    {
      title: b.title,
      notice: notice({ applied: t.applied }),
      lead: b.lead,
      madeUp: isMadeUp ? t.madeUp : undefined,
      actions: [
        caller.holds(dataset.keep) && { label: b.add, url: `${dataset.path}/new` },
        caller.holds(dataset.keep) && { label: t.many, url: `${dataset.path}/many` },
        ...(periods.length > 0 ? exports : []),
      ],
      filters: [
        {
          id: 'period',
          label: b.period,
          options: [
            { value: '', label: t.all },
            ...periods.map((value) => ({ value, label: dayText(value, language) })),
          ],
          usual: periods[0] ?? '',
          value: period,
        },
      ],
      search: { label: t.search, texts: (cells) => cells.map(String) },
      count: ({ shown, all }) =>
        t.shown({ shown: countText(shown, language), all: countText(all, language) }),
      isEmpty: periods.length === 0,
      empty: b.empty,
      noneFound: t.nothingFound,
      columns: columnsOf(dataset, lines, language),
      file: false,
    },
    lines,
  );
}

type Cells = readonly TableCell[];

function columnsOf(
  dataset: Pick<Dataset<object>, 'columns'>,
  lines: readonly Cells[],
  language: PageLanguage,
): readonly Column<Cells>[] {
  return headingsIn(dataset, language).map((heading, index) => ({
    key: dataset.columns[index]!.key,
    heading,
    value: (cells) => cells[index],
    isNumber: lines.some((cells) => isNumber(cells[index])),
    className: (cells) => (/^[\d/-]+$/.test(String(cells[index])) ? 'whole' : ''),
  }));
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
  const { period } = await readQuery(context.req, periodField);
  const { lines, isMadeUp } = await linesInView(dataset, period, context, tools);
  const name = [dataset.kind, period, isMadeUp ? 'minh-hoa' : ''].filter(Boolean).join('-');
  const subject = { id: dataset.path, label: dataset.texts[context.language].title };
  const after = { format: tableFormatOf(context.param('format')) };
  await requestContextOf(context.req).record?.({ kind: 'list.taken', subject, after });
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
