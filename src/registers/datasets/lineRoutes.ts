/** New lines of a dataset: one typed, or many in a file; both wait for confirmation. */
import { faultsOnPage } from '../../access/web/faults.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import type { Sentence } from '../../platform/problem.ts';
import { openTable } from '../../platform/tables/openTable.ts';
import type { Fault } from '../../platform/tables/fault.ts';
import { fileRows } from '../../platform/tables/readRows.ts';
import { uploadedTable } from '../../platform/web/uploadedTable.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Dataset, Cells } from './dataset.ts';
import { headingsIn } from './datasetPage.ts';
import { readLine } from './input.ts';
import { linesMax, readDatasetLines } from './readLines.ts';
import { datasetContext, heldLines, stageLines } from './takeImportBatch.ts';
import { datasetPageTexts } from './texts.ts';
import { countText } from '../../platform/text/numbers.ts';

export function lineRoutes<Line extends object>(dataset: Dataset<Line>): Routes<RoutesOptions> {
  const path = dataset.path;
  return {
    [`GET ${path}/new`]: may(dataset.keep, (context, tools: RoutesOptions) =>
      showForm(dataset, context, tools, {}),
    ),
    [`POST ${path}`]: may(dataset.keep, (context, tools: RoutesOptions) => addLine(dataset, context, tools)),
    [`POST ${path}/upload`]: may(dataset.keep, (context, tools: RoutesOptions) =>
      uploadLines(dataset, context, tools),
    ),
  };
}

interface Shown {
  readonly status?: number;
  readonly cells?: Cells;
  readonly errors?: Readonly<Record<string, string>>;
  readonly refused?: readonly Fault[];
}

async function showForm<Line extends object>(
  dataset: Dataset<Line>,
  { caller, language }: StaffContext,
  { stores, now }: RoutesOptions,
  shown: Shown,
): Promise<Reply> {
  const t = datasetPageTexts[language];
  const context = await datasetContext(stores, caller, dataset, now());
  const { status, cells = {}, errors = {}, refused = [] } = shown;
  const { sentence, faults } = faultsOnPage(refused, dataset.columns, language);
  const headings = headingsIn(dataset, language);
  return page(
    'registers/datasets/new',
    { title: dataset.texts[language].add, status },
    {
      t,
      b: dataset.texts[language],
      path: dataset.path,
      errors: { ...errors, ...(sentence && { file: sentence }) },
      fileError: sentence,
      fileHint: t.fileHint({ lines: countText(linesMax, language) }),
      faults,
      fields: dataset.columns.map(({ key, hint, choices, optional }, index) => ({
        id: key,
        label: headings[index],
        hint: choices ? undefined : hint?.[language], // how to write a value is of no use where it is chosen
        value: cells[key],
        error: errors[key],
        optional,
        options: choices?.(context, language).map((text) => ({ value: text, label: text || t.all })),
      })),
    },
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
  return await stage(dataset, [result.line], context, tools);
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

/** Statuses: 303; 422 with what is wrong with the file, or with each of its rows. */
async function uploadLines<Line extends object>(
  dataset: Dataset<Line>,
  context: StaffContext,
  tools: RoutesOptions,
): Promise<Reply> {
  const { stores, now } = tools;
  const read = await uploadedTable(context.req, async (file) => {
    const rows = await fileRows(
      await openTable(file.path, { rowsMax: linesMax, columnsMax: 100 }),
      dataset.columns,
    );
    const about = await datasetContext(stores, context.caller, dataset, now());
    const held = (periods: readonly string[]) => heldLines(stores.importBatches, dataset, periods);
    return { name: file.name, ...(await readDatasetLines(dataset, rows, about, held)) };
  });
  if ('lines' in read) return await stage(dataset, read.lines, context, tools, read.name);
  return await showForm(dataset, context, tools, { refused: read.faults, status: 422 });
}

async function stage<Line extends object>(
  dataset: Dataset<Line>,
  lines: readonly Line[],
  { caller }: StaffContext,
  { stores, now }: RoutesOptions,
  fileName?: string,
): Promise<Reply> {
  const { id } = await stageLines(stores, dataset, lines, { by: caller.actor, at: now(), fileName });
  return seeOther(`${dataset.path}/import-batches/${id}`);
}
