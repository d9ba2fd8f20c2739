/** Why an index changed, as JSON: every part with its figures, and unrounded points that add up to the change. */
import type { MeasuredRound } from '../../processing/results/results.ts';
import { figureJson, lineJson, roundJson } from './resultsJson.ts';
import type { Why } from '../../processing/results/why.ts';

export function whyJson(now: Date, { round, survey, plan, tree }: MeasuredRound, why: Why): object {
  return {
    round: roundJson(round, now),
    surveyVersion: survey.id,
    method: plan.method,
    unit: { id: why.unitId, name: tree.name(why.unitId) },
    satisfactionIndex: lineJson(why.whole),
    explanations: why.explanations.map(({ by, parts, hasRest, mixPoints }) => ({
      by,
      parts: parts.map(({ key, judgedPoints, ...line }) => ({ id: key, judgedPoints, ...lineJson(line) })),
      hasRest,
      mixPoints,
    })),
    movedUnits: why.movedUnits,
    priorities: why.priorities.map(({ id, figure, importance, quadrant }) => ({
      question: id,
      figure: figureJson(figure),
      importance: Math.round(importance * 100) / 100,
      quadrant,
    })),
  };
}
