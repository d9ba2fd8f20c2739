/** New lines of a dataset: one typed, or many pasted or in a file; all wait for confirmation. */
import { bulkRoutes, type StageOptions } from '../../access/web/bulkRoutes.ts';
import { formPage } from '../../access/web/formPage.ts';
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import type { Sentence } from '../../platform/problem.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Dataset, Cells } from './dataset.ts';
import { headingsIn } from './datasetPage.ts';
import { readLine } from './input.ts';
import { linesMax, readDatasetLines } from './readLines.ts';
import { datasetContext, heldLines, stageLines } from './takeImportBatch.ts';
import { datasetPageTexts } from './texts.ts';

export function lineRoutes<Line extends object>(dataset: Dataset<Line>): Routes<RoutesOptions> {
  const path = dataset.path;
  return {
    [`GET ${path}/new`]: may(dataset.keep, (context, tools: RoutesOptions) =>
      showForm(dataset, context, tools, {}),
    ),
    [`POST ${path}`]: may(dataset.keep, (context, tools: RoutesOptions) => addLine(dataset, context, tools)),
    ...manyLines(dataset),
  };
}

function manyLines<Line extends object>(dataset: Dataset<Line>): Routes<RoutesOptions> {
  const { path, keep, columns } = dataset;
  const titles = { vi: dataset.texts.vi.title, en: dataset.texts.en.title };
  return bulkRoutes({
    path: `${path}/many`,
    permission: keep,
    columns,
    rowsMax: linesMax,
    texts: {
      vi: { ...datasetPageTexts.vi, title: titles.vi, columns: headingsIn(dataset, 'vi').join('; ') },
      en: { ...datasetPageTexts.en, title: titles.en, columns: headingsIn(dataset, 'en').join('; ') },
    },
    words: (t) => ({
      title: t.many,
      lead: t.manyLead({ dataset: t.title }),
      rowsHint: t.rowsHint({ columns: t.columns }),
    }),
    fields: {},
    start: () => ({}),
    async stage(rows, { context, tools, fileName }: StageOptions<RoutesOptions>) {
      const { stores, now } = tools;
      const about = await datasetContext(stores, context.caller, dataset, now());
      const held = (periods: readonly string[]) => heldLines(stores.importBatches, dataset, periods);
      const read = await readDatasetLines(dataset, rows, about, held);
      return 'faults' in read
        ? { refused: read.faults }
        : { staged: await stage(dataset, read.lines, context, tools, fileName) };
    },
    links: ({ template, title }) => [
      ...['xlsx', 'csv'].map((format) => ({
        label: `${template} (${format.toUpperCase()})`,
        url: `${path}/template/${format}`,
      })),
      { label: title, url: path },
    ],
  });
}

interface Shown {
  readonly status?: number;
  readonly cells?: Cells;
  readonly errors?: Readonly<Record<string, string>>;
}

async function showForm<Line extends object>(
  dataset: Dataset<Line>,
  { caller, language }: StaffContext,
  { stores, now }: RoutesOptions,
  { status, cells = {}, errors = {} }: Shown,
): Promise<Reply> {
  const t = datasetPageTexts[language];
  const { add, title } = dataset.texts[language];
  const context = await datasetContext(stores, caller, dataset, now());
  const headings = headingsIn(dataset, language);
  const fields = dataset.columns.map(({ key, hint, choices, optional }, index) => ({
    id: key,
    label: headings[index]!,
    hint: choices ? undefined : hint?.[language], // how to write a value is of no use where it is chosen
    value: cells[key],
    error: errors[key],
    optional,
    options: choices?.(context, language).map((text) => ({ value: text, label: text || t.all })),
  }));
  const back = { url: dataset.path, label: title };
  return formPage(
    { title: add, status },
    { action: dataset.path, submit: t.checkLine, back },
    { fields, errors },
  );
}

/** Statuses: 303; 404 when the unit is unknown or not the caller's; 422 with errors next to their fields. */
async function addLine<Line extends object>(
  dataset: Dataset<Line>,
  context: StaffContext,
  tools: RoutesOptions,
): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const cells = await readLine(req, dataset);
  const result = dataset.reader(await datasetContext(stores, caller, dataset, now()))(cells);
  const errors = 'errors' in result ? result.errors : await clashOf(result.line, dataset, tools);
  if (Object.keys(errors).length > 0 || 'errors' in result) {
    const said = Object.entries(errors).map(([key, sentence]) => [key, sentence[language]] as const);
    const isMissing = errors['unit'] !== undefined; // does not reveal whether it exists
    const status = isMissing ? 404 : 422;
    return await showForm(dataset, context, tools, { status, cells, errors: Object.fromEntries(said) });
  }
  return seeOther(await stage(dataset, [result.line], context, tools));
}

async function clashOf<Line extends object>(
  line: Line,
  dataset: Dataset<Line>,
  { stores }: RoutesOptions,
): Promise<Readonly<Record<string, Sentence>>> {
  const held = await heldLines(stores.importBatches, dataset, [dataset.periodOf(line)]);
  const [clash] = dataset.clashes?.([line], held).values() ?? [];
  return clash ? { [clash.column]: clash.sentence } : {};
}

/** @returns the address where the lines wait to be confirmed */
async function stage<Line extends object>(
  dataset: Dataset<Line>,
  lines: readonly Line[],
  { caller }: StaffContext,
  { stores, now }: RoutesOptions,
  fileName?: string,
): Promise<string> {
  const { id } = await stageLines(stores, dataset, lines, { by: caller.actor, at: now(), fileName });
  return `${dataset.path}/import-batches/${id}`;
}
