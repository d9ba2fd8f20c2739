/** Rounds and their results for programs: the same figures as on the pages, with the same suppressions. */
import type { Request, Response, Router } from 'express';
import { Problem } from '../../platform/problem.ts';

import { publicationInstead } from '../../processing/published/standing.ts';
import { concerns } from '../../design/rounds/concerns.ts';
import { lastDayOf, type Round } from '../../design/rounds/round.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { resultsJson, roundJson } from '../results/resultsJson.ts';
import { scopeOf } from '../../processing/results/regroup.ts';
import { unitResultsReader } from '../../processing/results/unitResults.ts';
import { sendJson, sendPage } from './apiAnswer.ts';
import { apiRouter, parametersOf, visitorOf } from './apiRouter.ts';
import { wrongParameters } from './apiError.ts';
import { pageOfList } from './cursor.ts';
import { mayByKey, type ApiVisitor } from './enterApi.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores, RoundsRoutesOptions } from '../stores.ts';
import { sentenceOf } from './texts.ts';

interface OfRound {
  readonly roundId: string;
}
export interface Paging {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Rounds for staff only are open to keys for `analyse`, as the crosstab page is to accounts with that permission. */
export function isOpenTo(visitor: ApiVisitor | undefined, round: Round): boolean {
  if (round.resultsFor === 'everybody') return true;
  return visitor !== undefined && mayByKey(visitor, 'analyse') && concerns(visitor.caller, round, 'analyse');
}

export function roundApiRoutes({ stores, rounds, now }: RoundsRoutesOptions): Router {
  const router = apiRouter();
  const resultsFor = unitResultsReader(stores, rounds, now);

  /** @throws Problem notFound: an unauthorised visitor does not learn whether the round exists */
  async function roundOf(req: Request): Promise<Round> {
    const round = await stores.rounds.find((parametersOf(req) as OfRound).roundId);
    if (!round || !isOpenTo(visitorOf(req), round)) throw notThere();
    return round;
  }

  router.get('/api/v1/rounds', async (req, res) => {
    const asked = parametersOf(req) as Paging & { from?: string; to?: string };
    const { from, to } = readPeriod(asked);
    const visitor = visitorOf(req);
    const listed = (await stores.rounds.list()).filter(
      (round) =>
        isOpenTo(visitor, round) &&
        (from === undefined || from <= lastDayOf(round.closesAt)) &&
        (to === undefined || dayOf(round.opensAt) <= to),
    );
    const { items, ...rest } = pageOfList(listed, ({ id }) => id, asked);
    sendPage(req, res, { items: items.map((round) => roundJson(round, now())), ...rest });
  });

  router.get('/api/v1/rounds/:roundId', async (req, res) => {
    sendJson(req, res, roundJson(await roundOf(req), now()));
  });

  router.get('/api/v1/rounds/:roundId/units', async (req, res) => {
    const measured = await rounds.measure(await roundOf(req));
    const unitIds = unitIdsFor(visitorOf(req), measured);
    const { items, ...rest } = pageOfList(unitIds, (id) => id, parametersOf(req) as Paging);
    sendPage(req, res, { items: items.map((id) => unitJson(measured, id)), ...rest });
  });

  router.get('/api/v1/rounds/:roundId/units/:unitId', async (req, res) => {
    const measured = await rounds.measure(await roundOf(req));
    const { unitId } = parametersOf(req) as { unitId: string };
    if (!unitIdsFor(visitorOf(req), measured).includes(unitId)) throw notThere();
    if (await leadsToPublication(res, stores, measured, unitId)) return;
    const previous = await rounds.measurePrevious(measured.round);
    const compared = { current: measured, previous };
    const { results, beside, others } = await resultsFor(compared, unitId);
    sendJson(req, res, resultsJson(now(), measured, results, beside, others));
  });

  return router;
}

/** Units of a round that a visitor may see, parents before their children; all of them for a public round. */
export function unitIdsFor(visitor: ApiVisitor | undefined, measured: MeasuredRound): readonly string[] {
  const unitIds = [...new Set(scopeOf(measured))];
  if (measured.round.resultsFor === 'everybody') return unitIds;
  return unitIds.filter((id) => visitor?.caller.may('analyse', id));
}

/** As on the pages: a results snapshot with a few responses fewer than the publication would disclose these few by differencing. */
export async function leadsToPublication(
  res: Response,
  { publications }: Pick<Stores, 'publications'>,
  { round, snapshot }: MeasuredRound,
  unitId?: string,
): Promise<boolean> {
  const published = await publicationInstead(publications, round.id, snapshot);
  if (!published) return false;
  const address = `/api/v1/publications/${encodeURIComponent(round.id)}/${published.number}`;
  res.redirect(303, unitId === undefined ? address : `${address}/units/${encodeURIComponent(unitId)}`);
  return true;
}

function unitJson({ round, tree }: MeasuredRound, id: string): object {
  const parentId = round.unitIds.includes(id) ? undefined : tree.parentId(id);
  return { id, name: tree.name(id), kind: tree.get(id).kind, parentId };
}

/** @throws ApiError when the first day comes after the last */
function readPeriod({ from, to }: { from?: string; to?: string }): { from?: string; to?: string } {
  if (from !== undefined && to !== undefined && to < from)
    throw wrongParameters([{ at: 'to', sentence: sentenceOf('upsideDown') }]);
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

export function notThere(): Problem {
  return new Problem('notFound', sentenceOf('notThere'));
}
