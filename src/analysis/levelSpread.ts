/**
 * How answers are spread over the levels of each question, for a unit or those whom a filter lets pass. The levels of a
 * question are a dimension like any other, so there may be one filter beside them, and what a crosstab hides is hidden.
 */
import { cellOver, sumOfCells } from '../satisfaction/cell.ts';
import type { PlannedQuestion } from '../satisfaction/countingPlan.ts';
import type { Figure } from '../satisfaction/figure.ts';
import { levelFigure } from '../satisfaction/levels.ts';
import type { MeasuredRound } from '../satisfaction/results.ts';
import { roundFigures } from '../satisfaction/roundFigures.ts';
import { slice, type Analysis, type Refusal, type Sliced } from './analysis.ts';
import type { Counting } from './countTogether.ts';
import type { AnalysisDimension } from './dimensions.ts';

export interface Spread {
  readonly questionId: string;
  /** The question's own index. */
  readonly figure: Figure;
  /** Levels by themselves or told together, worst first; none where the question itself is not told. */
  readonly parts: readonly { readonly levels: readonly number[]; readonly figure: Figure }[];
}

/** @returns why, where there is nothing to show of any question */
export async function spreads(
  measured: MeasuredRound,
  asked: Pick<Analysis, 'unitId' | 'filters'> & {
    readonly questionIds: readonly string[];
    readonly dimensions: readonly AnalysisDimension[];
  },
  counting: Counting,
): Promise<readonly Spread[] | Refusal> {
  const { unitId, filters, questionIds, dimensions } = asked;
  const found: Spread[] = [];
  let refusal: Refusal | undefined;
  for (const question of measured.plan.questions.filter(({ id }) => questionIds.includes(id))) {
    const rows = dimensions.find(({ id }) => id === `question:${question.id}`);
    const scope = { kind: 'question', id: question.id } as const;
    const sliced = await slice(measured, { unitId, scope, rows, filters }, counting);
    if ('fault' in sliced) refusal ??= sliced;
    else found.push(spreadOf(measured, question, sliced, counting.now));
  }
  return found.length === 0 && refusal ? refusal : found;
}

function spreadOf(
  measured: MeasuredRound,
  question: PlannedQuestion,
  { table, counted: { groups, levelsIn }, place }: Sliced,
  now: Date,
): Spread {
  const { plan, round } = measured;
  const own = { questionId: question.id, figure: table.figure(place()) };
  if (own.figure.state === 'hidden' || own.figure.state === 'none') return { ...own, parts: [] };
  const { second } = place();
  const within = groups.filter(({ keys }) => second === undefined || keys[1] === second);
  const cell = sumOfCells(plan, within.map(({ numbers }) => cellOver(plan, numbers))); // prettier-ignore
  const sample = { strata: [{ cell }], isProbability: round.sampleKind === 'probability' };
  const designEffect = roundFigures(measured, now).designEffect({ kind: 'question', id: question.id });
  return {
    ...own,
    parts: levelsIn(0, second).map((levels) => ({
      levels,
      figure: levelFigure(plan, question, levels, {
        sample,
        context: { unitsBasis: 'asCollected', designEffect },
      }),
    })),
  };
}
