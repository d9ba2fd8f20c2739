/** What one response adds to a cell. */
import assert from 'node:assert/strict';
import { NO_OPINION, UNANSWERED, type CountingPlan } from './countingPlan.ts';

export interface Contribution {
  /** Whether the response has the method's minimum number of answers on a level. */
  readonly counts: boolean;
  /** (s, a) of each component: the score in units of 1/scoreUnit, and the number of valid answers. */
  readonly vector: readonly number[];
  /** Indexes of the factors with at least one valid answer. */
  readonly factors: readonly number[];
  /** Indexes into a cell's level counts, one for each answer, including "no opinion". */
  readonly levelIndexes: readonly number[];
}

/**
 * The contribution of one response under a method.
 *
 * @param levels the answers in the order of `plan.questions`: a level from 1, NO_OPINION or UNANSWERED
 * @throws AssertionError when a level is not on its scale: answers are validated on receipt
 * @see docs/methodology.md, section 3
 */
export function contributionOf(plan: CountingPlan, levels: ArrayLike<number>): Contribution {
  const vector = Array.from({ length: 2 * plan.components.length }, () => 0);
  const factors: number[] = [];
  const levelIndexes: number[] = [];
  const included = plan.method.noOpinion === 'included';
  let onLevel = 0;

  for (let index = 0; index < plan.questions.length; index++) {
    const question = plan.questions[index]!;
    const level = levels[index]!;
    if (level === UNANSWERED) continue;
    const score = question.scores[level];
    assert(score !== undefined, `level ${level} of question ${question.id} is not on its scale`);
    levelIndexes.push(question.countsFrom + level);
    if (level !== NO_OPINION) onLevel += 1;
    if (level === NO_OPINION && !included) continue;
    vector[2 * question.component]! += score;
    vector[2 * question.component + 1]! += 1;
    if (!factors.includes(question.factor)) factors.push(question.factor);
  }
  return { counts: onLevel >= plan.method.minimumValid, vector, factors, levelIndexes };
}

/** The answers of a response in the order of the plan. Questions outside the method are skipped. */
export function levelsInOrder(plan: CountingPlan, answers: Readonly<Record<string, number>>): number[] {
  return plan.questions.map(({ id }) => {
    const level: unknown = answers[id]; // what every object inherits is no number
    return typeof level === 'number' ? level : UNANSWERED;
  });
}
