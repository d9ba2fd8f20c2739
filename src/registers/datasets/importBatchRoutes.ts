/** An import batch of a dataset: the changes that it would make, and applying it. */
import { notYours } from '../../access/accounts/caller.ts';
import { tableRows } from '../../access/web/columns.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Dataset } from './dataset.ts';
import { changesBy, type Change, type Changes } from './changes.ts';
import type { ImportBatch } from './importBatch.ts';
import { readBody } from '../../platform/web/input.ts';
import { baseField } from './input.ts';
import { applyImportBatch, datasetContext, heldLines } from './takeImportBatch.ts';
import { datasetPageTexts } from './texts.ts';

export function importBatchRoutes<Line extends object>(dataset: Dataset<Line>): Routes<RoutesOptions> {
  const path = `${dataset.path}/import-batches/:importBatchId` as const;
  return {
    [`GET ${path}`]: may(dataset.keep, (context, tools: RoutesOptions) =>
      showImportBatch(dataset, context, tools),
    ),
    [`POST ${path}/apply`]: may(dataset.keep, (context, tools: RoutesOptions) =>
      apply(dataset, context, tools),
    ),
  };
}

/** @throws Problem notFound */
async function importBatchOf<Line extends object>(
  dataset: Dataset<Line>,
  { param, caller }: StaffContext,
  { stores }: RoutesOptions,
): Promise<ImportBatch<Line>> {
  const importBatch = await stores.importBatches.find<Line>(dataset.kind, param('importBatchId'));
  if (!importBatch) throw notYours();
  caller.demand(dataset.keep, importBatch.unitIds);
  return importBatch;
}

async function changesOf<Line extends object>(
  dataset: Dataset<Line>,
  { lines, periods }: ImportBatch<Line>,
  { caller, language }: StaffContext,
  { stores, now }: RoutesOptions,
): Promise<Changes> {
  const [context, held] = await Promise.all([
    datasetContext(stores, caller, dataset, now()),
    heldLines(stores.importBatches, dataset, periods),
  ]);
  return changesBy(dataset, lines, held, { context, language });
}

async function showImportBatch<Line extends object>(
  dataset: Dataset<Line>,
  context: StaffContext,
  tools: RoutesOptions,
): Promise<Reply> {
  const { language, notice } = context;
  const importBatch = await importBatchOf(dataset, context, tools);
  const t = datasetPageTexts[language];
  const base = await tools.stores.importBatches.lastNumber(dataset.kind); // before the changes, so that concurrent batches are noticed
  const { fresh, replaced, same, listed } = await changesOf(dataset, importBatch, context, tools);
  const columns = [
    { key: 'subject', heading: t.row } as const,
    { key: 'change', heading: t.change, value: changeText, warning: ({ notes }: Change) => notes.join(' ') },
  ];
  function changeText({ before, after }: Change): string {
    return before === undefined ? t.isNew({ after }) : t.becomes({ before, after });
  }
  return page(
    'registers/datasets/importBatch',
    { title: t.tryOut, notice: notice({ moved: t.moved }) },
    {
      t,
      path: dataset.path,
      importBatch,
      base,
      madeAt: timeText(importBatch.madeAt, language),
      lead: t.tryOutLead({ fresh, changed: replaced, same }),
      rows: tableRows<Change>(columns, listed, {
        title: t.changes,
        language,
        further: (left) => t.changesMore({ count: left + fresh + replaced - listed.length }),
      }),
    },
  );
}

/** Statuses: 303, back to the batch when another one was applied since its changes were shown. */
async function apply<Line extends object>(
  dataset: Dataset<Line>,
  context: StaffContext,
  tools: RoutesOptions,
): Promise<Reply> {
  const { req, caller } = context;
  const importBatch = await importBatchOf(dataset, context, tools);
  const { base } = await readBody(req, baseField);
  const applied = seeOther(`${dataset.path}?done=applied`);
  if (importBatch.number !== undefined) return applied;
  const changes = await changesOf(dataset, importBatch, context, tools);
  const isApplied = await applyImportBatch(
    tools.stores.importBatches,
    importBatch,
    { ...changes, base },
    { by: caller.actor, at: tools.now() },
  );
  return isApplied ? applied : seeOther(`${dataset.path}/import-batches/${importBatch.id}?done=moved`);
}
