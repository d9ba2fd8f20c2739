/** Findings for programs: what the pages of analysis compute, for keys to analyse, on the same conditions. */
import type { Router } from 'express';
import { Problem } from '../../platform/problem.ts';
import { scopesOf } from '../analysis/analysisPage.ts';
import { askedRounds, type AnalysisContext } from '../analysis/askedRound.ts';
import { findingKinds } from '../analysis/findingRoutes.ts';
import { sendJson } from './apiAnswer.ts';
import { wrongParameters } from './apiError.ts';
import { apiRouter, keyVisitorOf, parametersOf } from './apiRouter.ts';
import { notThere } from './roundRoutes.ts';

interface FindingParameters {
  readonly roundId: string;
  readonly unitId: string;
  readonly of: string;
  readonly targetPercent?: number;
}

export function findingApiRoutes({ stores, rounds, columns, now }: AnalysisContext): Router {
  const router = apiRouter();
  const asking = askedRounds({ stores, rounds, now });
  for (const kind of findingKinds) {
    router.get(`/api/v1/rounds/:roundId/units/:unitId/${kind.id}`, async (req, res) => {
      const { roundId, unitId, of, targetPercent } = parametersOf(req) as FindingParameters;
      const { caller } = keyVisitorOf(req);
      const asked = await asking.find(caller, { round: roundId, unit: unitId });
      if (!asked) throw notThere();
      const { measured } = asked;
      const chosen = scopesOf(measured).find(({ id, scope }) => id === of && kind.isFor(scope));
      if (!chosen) throw wrongParameters([{ at: 'of', sentence: notInRound }]);
      const [vi, en] = [await asking.waitingFor(measured, 'vi'), await asking.waitingFor(measured, 'en')];
      if (vi !== undefined && en !== undefined) throw new Problem('conflict', { vi, en });
      const { scope } = chosen;
      const targetHundredths = targetPercent === undefined ? undefined : Math.round(100 * targetPercent);
      const found = await kind.find({
        measured,
        unitId,
        scope,
        ...(targetHundredths !== undefined && { targetHundredths }),
        stores,
        columns,
        now: now(),
        readsComments: false,
      });
      const said = 'refusal' in found ? { reason: found.refusal } : found.json;
      sendJson(req, res, { roundId, unitId, of, ...said });
    });
  }
  return router;
}

export const notInRound = {
  vi: 'Đợt này không có mục ấy, hoặc phép phân tích này không tính cho mục ấy.',
  en: 'The round has no such thing, or this finding is not made for it.',
};
