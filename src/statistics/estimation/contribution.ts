/** What one form adds to a cell. */
import assert from 'node:assert/strict';
import { NO_OPINION, UNANSWERED, type CountingPlan } from './countingPlan.ts';

export interface Contribution {
  /** Whether the form has the method's minimum of answers on a level. */
  readonly counts: boolean;
  /** (s, a) of each component: score in units of 1/scoreUnit, and valid answers. */
  readonly vector: readonly number[];
  /** Factors, by place, in which something valid was answered. */
  readonly factors: readonly number[];
  /** Places among a cell's level counts, one for each answer, "no opinion" included. */
  readonly levelPlaces: readonly number[];
}

/**
 * One form's contribution under a method.
 *
 * @param levels the form's answers in the order of `plan.questions`: a level from 1, NO_OPINION or UNANSWERED
 * @throws AssertionError when a level is not on its scale: answers are checked when they come in
 * @see docs/methodology.md, section 3
 */
export function contributionOf(plan: CountingPlan, levels: ArrayLike<number>): Contribution {
  const vector = Array.from({ length: 2 * plan.components.length }, () => 0);
  const factors: number[] = [];
  const levelPlaces: number[] = [];
  const included = plan.method.noOpinion === 'included';
  let onLevel = 0;

  for (let place = 0; place < plan.questions.length; place++) {
    const question = plan.questions[place]!;
    const level = levels[place]!;
    if (level === UNANSWERED) continue;
    const score = question.scores[level];
    assert(score !== undefined, `level ${level} of question ${question.id} is not on its scale`);
    levelPlaces.push(question.countsFrom + level);
    if (level !== NO_OPINION) onLevel += 1;
    if (level === NO_OPINION && !included) continue;
    vector[2 * question.component]! += score;
    vector[2 * question.component + 1]! += 1;
    if (!factors.includes(question.factor)) factors.push(question.factor);
  }
  return { counts: onLevel >= plan.method.minimumValid, vector, factors, levelPlaces };
}

/** A form's answers in the order of the plan; questions that the method leaves out are passed over. */
export function levelsInOrder(plan: CountingPlan, answers: Readonly<Record<string, number>>): number[] {
  return plan.questions.map(({ id }) => (Object.hasOwn(answers, id) ? answers[id]! : UNANSWERED));
}
