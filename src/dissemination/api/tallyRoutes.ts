/** Cells of a round for programs, paged, all pages from one results snapshot. */
import { createHmac } from 'node:crypto';
import type { Router } from 'express';
import { Problem } from '../../platform/problem.ts';
import { markOf } from '../../processing/published/boardMark.ts';
import type { Board } from '../../statistics/estimation/board.ts';
import { sendPage } from './apiAnswer.ts';
import { apiRouter, parametersOf, visitorOf } from './apiRouter.ts';
import { badCursor, cursorAt, placeOfCursor, type Paged } from './cursor.ts';
import { isOpenTo, leadsToPublication, notThere, unitIdsFor, type Paging } from './roundRoutes.ts';
import { cellJson, cellPlaces, type TallyDimension } from './talliedCells.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

export interface TallyApiOptions extends RoundsRoutesOptions {
  /** Key of the HMAC in a cursor. The results snapshot's hash is made from suppressed numbers too, so the cursor must not show it. */
  readonly cursorKey: Buffer;
}

interface Wish extends Paging {
  readonly roundId: string;
  readonly dimension: TallyDimension;
  readonly unitId?: string | undefined;
}

export function tallyApiRoutes({ stores, rounds, cursorKey, now }: TallyApiOptions): Router {
  const router = apiRouter();

  /** Covers the requested cells, so that a cursor works for the same request only. */
  function stateOf(mark: string, { dimension, unitId = '' }: Wish): string {
    return createHmac('sha256', cursorKey)
      .update(JSON.stringify([mark, dimension, unitId]))
      .digest('base64url')
      .slice(0, 16);
  }

  router.get('/api/v1/rounds/:roundId/tallies', async (req, res) => {
    const wish = parametersOf(req) as Wish;
    const round = await stores.rounds.find(wish.roundId);
    if (!round || !isOpenTo(visitorOf(req), round)) throw notThere();
    const measured = await rounds.measure(round);
    const seen = unitIdsFor(visitorOf(req), measured);
    if (wish.unitId !== undefined && !seen.includes(wish.unitId)) throw notThere();
    if (await leadsToPublication(res, stores, measured)) return;

    const unitIds = wish.unitId === undefined ? seen : [wish.unitId];
    const places = cellPlaces(measured, wish.dimension, unitIds, now());
    const state = stateOf(stateMark(measured.board), wish);
    const from = wish.cursor === undefined ? 0 : startOf(wish.cursor, state);
    const end = from + wish.limit;
    const page: Paged<object> = {
      items: places.slice(from, end).map((place) => cellJson(measured, wish.dimension, place, now())),
      ...(end < places.length && { nextCursor: cursorAt(`${state} ${end}`) }),
    };
    sendPage(req, res, page);
  });

  return router;
}

function stateMark(board: Board): string {
  return `${markOf(board)} ${board.live?.takenAt.toISOString() ?? ''}`;
}

/** @throws Problem conflict where the snapshot has changed since: pages of two states do not add up */
function startOf(cursor: string, state: string): number {
  const [, of, from] = /^([\w-]{16}) (\d{1,9})$/.exec(placeOfCursor(cursor)) ?? [];
  if (from === undefined) throw badCursor();
  if (of === state) return Number(from);
  throw new Problem('conflict', {
    vi: 'Số liệu đã thay đổi từ trang trước, hoặc con trỏ là của bảng khác. Xin đọc lại từ trang đầu.',
    en: 'The figures have changed since the page before, or the cursor is of other cells. Please begin again.',
  });
}
