/** Caseloads from a program: tried out, or stored as a whole, by the rules of the page. */
import express, { type Router } from 'express';
import { changesBy } from '../../registers/books/changes.ts';
import { readLines } from '../../registers/books/readLines.ts';
import { applyDelivery, bookContext, heldLines, stageLines } from '../../registers/books/takeDelivery.ts';
import { Problem } from '../../platform/problem.ts';
import type { Volume } from '../../registers/volumes/volume.ts';
import { volumeBook } from '../../registers/volumes/volumeBook.ts';
import { sendJson } from './apiAnswer.ts';
import { apiLanguage, apiRouter, bodyOf, keyVisitorOf, parametersOf } from './apiRouter.ts';
import { unsoundBody } from './apiFault.ts';
import { faultInBody, tableOfLines, volumesSchema, type SentVolumes } from './volumeLines.ts';
import type { Stores } from '../stores.ts';

/** How often lines are checked again after concurrent imports. */
const triesMax = 5;
export const jsonBody = express.json({ limit: '8mb' });

export function volumeApiRoutes({
  stores,
  now,
}: {
  readonly stores: Stores;
  readonly now: () => Date;
}): Router {
  const router = apiRouter();
  const { deliveries } = stores;
  const held = (periods: readonly string[]) => heldLines(deliveries, volumeBook, periods);

  router.post('/api/v1/volumes', jsonBody, async (req, res) => {
    const { dryRun } = parametersOf(req) as { dryRun: boolean };
    const { caller, key } = keyVisitorOf(req);
    const sent = bodyOf(req, volumesSchema) as SentVolumes;
    const context = await bookContext(stores, caller, volumeBook, now());
    const read = await readLines(volumeBook, tableOfLines(sent), context, held);
    if ('faults' in read) throw unsoundBody(read.faults.map(faultInBody));

    const periods = [...new Set(read.lines.map(volumeBook.periodOf))];
    const changesNow = async () =>
      changesBy(volumeBook, read.lines, await held(periods), { context, language: apiLanguage(req) });
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
    const delivery = await stageLines<Volume>(stores, volumeBook, read.lines, bringing);
    for (let tries = 0; tries < triesMax; tries += 1) {
      const base = await deliveries.lastNumber('volumes'); // read before the changes, so that concurrent imports show in them
      const changes = await changesNow();
      const told = { ...bringing, facts: { apiKey: key.label } };
      if (await applyDelivery(deliveries, delivery, { ...changes, base }, told)) {
        answer(changes);
        return;
      }
    }
    throw othersCameBetween();
  });

  return router;
}

function othersCameBetween(): Problem {
  return new Problem('conflict', {
    vi: 'Số liệu đang được người khác nhập. Chưa lưu gì; xin gửi lại.',
    en: 'Others are putting in figures. Nothing was stored; please send it again.',
  });
}
