/** The control chart of an index for programs, on the conditions of the time page. */
import type { Router } from 'express';
import { problemOf } from '../../platform/text/problemOf.ts';
import { askedRounds, type AnalysisContext } from '../analysis/askedRound.ts';
import { roundedJson } from '../analysis/roundedJson.ts';
import { analysisTexts } from '../analysis/texts.ts';
import { driftOf, type DriftPhase } from '../timeSeries/drift.ts';
import { seriesGatherer } from '../timeSeries/gatherSeries.ts';
import { happeningsIn } from '../timeSeries/happenings.ts';
import { sendJson } from './apiAnswer.ts';
import { apiRouter, parametersOf } from './apiRouter.ts';
import { findAsked } from './findingRoutes.ts';

export function driftApiRoutes(tools: AnalysisContext): Router {
  const router = apiRouter();
  const asking = askedRounds(tools);
  const gather = seriesGatherer(tools, asking);
  router.get('/api/v1/rounds/:roundId/units/:unitId/drift', async (req, res) => {
    const { named, asked } = await findAsked(req, asking);
    const { of, unitId } = named;
    const { by } = parametersOf(req) as { by: 'month' | 'week' };
    const { series, end } = await gather(asked, { of, filter: '', size: by, isWithEarlier: true });
    if (series.length === 0 && end?.why === 'refused') {
      const { error } = end.refusal;
      throw problemOf('conflict', analysisTexts, ({ errors }) => errors[error]);
    }
    const happenings = await happeningsIn(tools.stores, new Set(asked.measured.tree.subtreeIds(unitId)));
    sendJson(req, res, {
      ...named,
      by,
      phases: driftOf(series, by, happenings).map((phase) => roundedJson(phaseJson(phase))),
    });
  });
  return router;
}

function phaseJson({ points, chart, isProvisional, changes, season }: DriftPhase): object {
  const on = (position: number): string => points[position]!.from;
  return {
    points: points.map((point, at) => ({ ...point, ...chart?.limits[at] })),
    ...(chart && { centre: chart.centre, sigmaZ: chart.sigmaZ }),
    isProvisional,
    changes: changes.map(({ rule, side, from, to, at, happenings }) => ({
      rule,
      side,
      from: on(from),
      to: on(to),
      at: on(at),
      happenings,
    })),
    season,
  };
}
