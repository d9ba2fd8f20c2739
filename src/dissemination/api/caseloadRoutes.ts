/** Caseloads from a program: tried out, or stored as a whole, by the rules of the page. */
import express, { type Router } from 'express';
import { changesBy } from '../../registers/datasets/changes.ts';
import { readDatasetLines } from '../../registers/datasets/readLines.ts';
import {
  applyImportBatch,
  datasetContext,
  heldLines,
  stageLines,
} from '../../registers/datasets/takeImportBatch.ts';
import { Problem } from '../../platform/problem.ts';
import type { Caseload } from '../../registers/caseloads/caseload.ts';
import { caseloadDataset } from '../../registers/caseloads/caseloadDataset.ts';
import { sendJson } from './apiAnswer.ts';
import { apiLanguage, apiRouter, bodyOf, keyVisitorOf, parametersOf } from './apiRouter.ts';
import { unsoundBody } from './apiError.ts';
import { caseloadsSchema } from './caseloadLines.ts';
import { errorsInBody, rowsOf } from './registerLists.ts';
import { sentenceOf } from './texts.ts';
import type { Stores } from '../stores.ts';

/** How often lines are checked again after concurrent imports. */
const triesMax = 5;
export const jsonBody = express.json({ limit: '8mb' });

export function caseloadApiRoutes({
  stores,
  now,
}: {
  readonly stores: Stores;
  readonly now: () => Date;
}): Router {
  const router = apiRouter();
  const { importBatches } = stores;
  const held = (periods: readonly string[]) => heldLines(importBatches, caseloadDataset, periods);

  router.post('/api/v1/caseloads', jsonBody, async (req, res) => {
    const { dryRun } = parametersOf(req) as { dryRun: boolean };
    const { caller, key } = keyVisitorOf(req);
    const sent = bodyOf(req, caseloadsSchema);
    const context = await datasetContext(stores, caller, caseloadDataset, now());
    const rows = rowsOf(sent, caseloadDataset.columns);
    const read = await readDatasetLines(caseloadDataset, rows, context, held);
    if ('faults' in read) throw unsoundBody(errorsInBody(read.faults));

    const periods = [...new Set(read.lines.map(caseloadDataset.periodOf))];
    const changesNow = async () =>
      changesBy(caseloadDataset, read.lines, await held(periods), { context, language: apiLanguage(req) });
    const answer = ({ fresh, replaced, same, listed }: Awaited<ReturnType<typeof changesNow>>) =>
      sendJson(req, res, {
        dryRun,
        new: fresh,
        replaced,
        same,
        changes: listed.map(({ subject, before, after }) => ({ subject, before, after })),
      });
    if (dryRun) {
      answer(await changesNow());
      return;
    }
    const bringing = { by: caller.actor, at: now() };
    const importBatch = await stageLines<Caseload>(stores, caseloadDataset, read.lines, bringing);
    for (let tries = 0; tries < triesMax; tries += 1) {
      const base = await importBatches.lastNumber('caseloads'); // read before the changes, so that concurrent imports show in them
      const changes = await changesNow();
      const told = { ...bringing, facts: { apiKey: key.label } };
      if (await applyImportBatch(importBatches, importBatch, { ...changes, base }, told)) {
        answer(changes);
        return;
      }
    }
    throw new Problem('conflict', sentenceOf('othersCameBetween'));
  });

  return router;
}
