/** Checkpoints and proofs for programs, as on the pages of the ledger. */
import type { Router } from 'express';
import { checkpointJson, consistencyJson, inclusionJson } from '../../collection/ledger/ledgerJson.ts';
import { sendJson, sendPage } from './apiAnswer.ts';
import { apiRouter, parametersOf } from './apiRouter.ts';
import { badCursor, cursorAt, positionOfCursor } from './cursor.ts';
import { notThere, type Paging } from './roundRoutes.ts';
import type { Stores } from '../stores.ts';

export function ledgerApiRoutes({ stores }: { readonly stores: Pick<Stores, 'ledger'> }): Router {
  const router = apiRouter();
  const { ledger } = stores;

  router.get('/api/v1/ledger/checkpoints', async (req, res) => {
    const { limit, cursor } = parametersOf(req) as Paging;
    const rank = cursor === undefined ? undefined : positionOfCursor(cursor);
    if (rank !== undefined && !/^\d{1,9}$/.test(rank)) throw badCursor();
    const before = rank === undefined ? undefined : Number(rank);
    const found = await ledger.list({ before, count: limit + 1 });
    const items = found.slice(0, limit);
    const isMore = found.length > limit;
    sendPage(req, res, {
      items: items.map(checkpointJson),
      ...(isMore && { nextCursor: cursorAt(String(items.at(-1)!.number)) }),
    });
  });

  router.get('/api/v1/ledger/checkpoints/:number', async (req, res) => {
    const checkpoint = await ledger.find((parametersOf(req) as { number: number }).number);
    if (!checkpoint) throw notThere();
    sendJson(req, res, checkpointJson(checkpoint));
  });

  router.get('/api/v1/ledger/consistency', async (req, res) => {
    const { from, to } = parametersOf(req) as { from: number; to: number };
    const proof = await consistencyJson(ledger, from, to);
    if (!proof) throw notThere();
    sendJson(req, res, proof);
  });

  router.get('/api/v1/ledger/inclusion', async (req, res) => {
    const proof = await inclusionJson(ledger, (parametersOf(req) as { leaf: string }).leaf);
    if (!proof) throw notThere();
    sendJson(req, res, proof);
  });

  return router;
}
