/**
 * How answers are spread over the levels of each question, for a unit or for those who pass a filter. One table by the
 * filter serves all questions; where the index of a question is published, so are its levels.
 */
import { cellOver, sumOfCells } from '../../statistics/estimation/cell.ts';
import type { PlannedQuestion } from '../../statistics/estimation/countingPlan.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { levelFigure } from '../../statistics/estimation/levels.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { WHOLE } from '../../statistics/estimation/scope.ts';
import { slice, type Analysis, type Refusal, type Sliced } from './analysis.ts';
import type { Counting } from './countedSides.ts';

export interface Spread {
  readonly questionId: string;
  /** The question's own index. */
  readonly figure: Figure;
  /** Worst first; none where the question itself is suppressed. */
  readonly parts: readonly { readonly level: number; readonly figure: Figure }[];
}

/** @returns the reason where nothing can be shown of any question */
export async function spreads(
  measured: MeasuredRound,
  {
    unitId,
    filters,
    questionIds,
  }: Pick<Analysis, 'unitId' | 'filters'> & { readonly questionIds: readonly string[] },
  counting: Counting,
): Promise<readonly Spread[] | Refusal> {
  const sliced = await slice(measured, { unitId, scope: WHOLE, filters }, counting);
  if ('error' in sliced) return sliced;
  return measured.plan.questions
    .filter(({ id }) => questionIds.includes(id))
    .map((question) => spreadOf(measured, question, { unitId, ...sliced }, counting.now));
}

function spreadOf(
  measured: MeasuredRound,
  question: PlannedQuestion,
  { unitId, counted: { groups, tableOf }, position }: Sliced & { readonly unitId: string },
  now: Date,
): Spread {
  const { plan, round } = measured;
  const figures = roundFigures(measured, now);
  const scope = { kind: 'question', id: question.id } as const;
  const { first, second } = position();
  const figure = tableOf(scope)?.figure({ first, second }) ?? figures.of(unitId, { scope });
  if (figure.state === 'hidden' || figure.state === 'none')
    return { questionId: question.id, figure, parts: [] };
  const within = groups.filter(
    ({ keys }) => (first ?? keys[0]) === keys[0] && (second ?? keys[1]) === keys[1],
  );
  const cell = sumOfCells(plan, within.map(({ numbers }) => cellOver(plan, numbers))); // prettier-ignore
  const sample = { strata: [{ cell }], isProbability: round.sampleKind === 'probability' };
  const designEffect = figures.designEffect(scope);
  return {
    questionId: question.id,
    figure,
    parts: Array.from({ length: question.levels }, (_, at) => ({
      level: at + 1,
      figure: levelFigure(plan, question, [at + 1], {
        sample,
        context: { unitsBasis: 'asCollected', designEffect },
      }),
    })),
  };
}
