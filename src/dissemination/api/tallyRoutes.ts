/** Cells of a round for programs, paged, all pages from one results snapshot. */
import { createHmac } from 'node:crypto';
import type { Router } from 'express';
import { Problem } from '../../platform/problem.ts';
import { snapshotHashOf } from '../../processing/published/snapshotHash.ts';
import type { ResultsSnapshot } from '../../statistics/estimation/snapshot.ts';
import { sendPage } from './apiAnswer.ts';
import { apiRouter, parametersOf, visitorOf } from './apiRouter.ts';
import { badCursor, cursorAt, positionOfCursor, type Paged } from './cursor.ts';
import { isOpenTo, leadsToPublication, notThere, unitIdsFor, type Paging } from './roundRoutes.ts';
import { cellJson, tallyKeys, type TallyDimension } from './talliedCells.ts';
import type { RoundsRoutesOptions } from '../stores.ts';
import { sentenceOf } from './texts.ts';

export interface TallyApiOptions extends RoundsRoutesOptions {
  /** Key of the HMAC in a cursor. The results snapshot's hash is made from suppressed numbers too, so the cursor must not show it. */
  readonly cursorKey: Buffer;
}

interface TalliesRequest extends Paging {
  readonly roundId: string;
  readonly dimension: TallyDimension;
  readonly unitId?: string | undefined;
}

export function tallyApiRoutes({ stores, rounds, cursorKey, now }: TallyApiOptions): Router {
  const router = apiRouter();

  /** Covers the requested cells, so that a cursor works for the same request only. */
  function stateOf(snapshotHash: string, { dimension, unitId = '' }: TalliesRequest): string {
    return createHmac('sha256', cursorKey)
      .update(JSON.stringify([snapshotHash, dimension, unitId]))
      .digest('base64url')
      .slice(0, 16);
  }

  router.get('/api/v1/rounds/:roundId/tallies', async (req, res) => {
    const request = parametersOf(req) as TalliesRequest;
    const round = await stores.rounds.find(request.roundId);
    if (!round || !isOpenTo(visitorOf(req), round)) throw notThere();
    const measured = await rounds.measure(round);
    const seen = unitIdsFor(visitorOf(req), measured);
    if (request.unitId !== undefined && !seen.includes(request.unitId)) throw notThere();
    if (await leadsToPublication(res, stores, measured)) return;

    const unitIds = request.unitId === undefined ? seen : [request.unitId];
    const ranks = tallyKeys(measured, request.dimension, unitIds, now());
    const state = stateOf(stateHash(measured.snapshot), request);
    const from = request.cursor === undefined ? 0 : startOf(request.cursor, state);
    const end = from + request.limit;
    const page: Paged<object> = {
      items: ranks.slice(from, end).map((rank) => cellJson(measured, request.dimension, rank, now())),
      ...(end < ranks.length && { nextCursor: cursorAt(`${state} ${end}`) }),
    };
    sendPage(req, res, page);
  });

  return router;
}

function stateHash(snapshot: ResultsSnapshot): string {
  return `${snapshotHashOf(snapshot)} ${snapshot.live?.takenAt.toISOString() ?? ''}`;
}

/** @throws Problem conflict where the snapshot has changed since: pages of two states do not add up */
function startOf(cursor: string, state: string): number {
  const [, of, from] = /^([\w-]{16}) (\d{1,9})$/.exec(positionOfCursor(cursor)) ?? [];
  if (from === undefined) throw badCursor();
  if (of === state) return Number(from);
  throw new Problem('conflict', sentenceOf('figuresChanged'));
}
