/** How the answers to a question are spread over its levels; published wherever the index of the question is. */
import type { CountingPlan, PlannedQuestion } from './countingPlan.ts';
import type { Sample } from './estimate.ts';
import { figure, type Figure, type FigureContext } from './figure.ts';

/** The share of those who chose one of some levels, of all who chose any: as an index to which these levels are the satisfied. */
export function levelFigure(
  plan: CountingPlan,
  question: PlannedQuestion,
  levels: readonly number[],
  { sample, context }: { readonly sample: Sample; readonly context: Omit<FigureContext, 'purpose'> },
): Figure {
  const scores = question.scores.map((_, level) => (levels.includes(level) ? 1 : 0));
  const counted: CountingPlan = {
    ...plan,
    scoreUnit: 1,
    method: { ...plan.method, mode: 'share', noOpinion: 'excluded' },
    questions: plan.questions.map((one) => (one.id === question.id ? { ...one, scores } : one)),
  };
  // A rare level is never sure enough to be published by itself; beside its question it only says so.
  return figure(counted, { kind: 'question', id: question.id }, sample, {
    ...context,
    purpose: 'monitoring',
  });
}
