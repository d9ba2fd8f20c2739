/** Findings for programs: what the pages of analysis compute, for keys to analyse, on the same conditions. */
import type { Request, Router } from 'express';
import { Problem } from '../../platform/problem.ts';
import type { Scope } from '../../statistics/estimation/scope.ts';
import { scopesOf } from '../analysis/analysisPage.ts';
import { askedRounds, type AnalysisContext } from '../analysis/askedRound.ts';
import { findingKinds } from '../analysis/findingRoutes.ts';
import { sendJson } from './apiAnswer.ts';
import { wrongParameters } from './apiError.ts';
import { apiRouter, keyVisitorOf, parametersOf } from './apiRouter.ts';
import { notThere } from './roundRoutes.ts';
import { sentenceOf } from './texts.ts';

interface FindingParameters {
  readonly roundId: string;
  readonly unitId: string;
  readonly of: string;
  readonly targetPercent?: number;
}

/**
 * The closed round, the unit and the index that a request names.
 *
 * @throws Problem notFound; malformed for an index that the round or the finding does not have; conflict while the round waits
 */
export async function findAsked(
  req: Request,
  asking: ReturnType<typeof askedRounds>,
  isFor: (scope: Scope) => boolean = () => true,
) {
  const { roundId, unitId, of } = parametersOf(req) as FindingParameters;
  const { caller } = keyVisitorOf(req);
  const asked = await asking.find(caller, { round: roundId, unit: unitId });
  if (asked?.unitId !== unitId) throw notThere(); // a page would open on another unit, an address is of one
  const { measured } = asked;
  const chosen = scopesOf(measured).find(({ id, scope }) => id === of && isFor(scope));
  if (!chosen) throw wrongParameters([{ at: 'of', sentence: sentenceOf('notInRound') }]);
  const [vi, en] = [await asking.waitingFor(measured, 'vi'), await asking.waitingFor(measured, 'en')];
  if (vi !== undefined && en !== undefined) throw new Problem('conflict', { vi, en });
  return { named: { roundId, unitId, of }, asked, scope: chosen.scope };
}

export function findingApiRoutes(tools: AnalysisContext): Router {
  const { stores, columns, caseloadsOf, now } = tools;
  const router = apiRouter();
  const asking = askedRounds(tools);
  for (const kind of findingKinds) {
    router.get(`/api/v1/rounds/:roundId/units/:unitId/${kind.id}`, async (req, res) => {
      const { named, asked, scope } = await findAsked(req, asking, kind.isFor);
      const { targetPercent } = parametersOf(req) as FindingParameters;
      const found = await kind.find({
        measured: asked.measured,
        unitId: named.unitId,
        scope,
        ...(targetPercent !== undefined && { targetHundredths: Math.round(100 * targetPercent) }),
        stores,
        columns,
        caseloadsOf,
        now: now(),
        readsComments: false,
      });
      const said = 'refusal' in found ? { reason: found.refusal } : found.json;
      sendJson(req, res, { ...named, ...said });
    });
  }
  return router;
}
