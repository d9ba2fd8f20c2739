/** The distribution of the answers to a question over its levels; published wherever the question's index is. */
import type { CountingPlan, PlannedQuestion } from './countingPlan.ts';
import type { Sample } from './estimate.ts';
import { figure, type Figure, type FigureContext } from './figure.ts';

/**
 * The share of answers on some levels among answers on any level. It is computed like an index that counts these levels as
 * satisfied.
 */
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
  // The share of a rare level is never reliable enough for publication alone; next to its question it is only marked as
  // unreliable.
  return figure(counted, { kind: 'question', id: question.id }, sample, {
    ...context,
    purpose: 'monitoring',
  });
}
