/**
 * Sums for the importance of questions, as whole numbers, so that they add up in any order and can be stored next to cells.
 * The position on the scale and the mean position of the other answers are rounded to 1/2048: scales of 3, 5 and 9 levels
 * come out exactly, and the largest sum, 10^9 · 2048² ≈ 4.2·10^15, stays below 2^53.
 */
import type { CountingPlan } from './countingPlan.ts';
import { eachPosition, type ImportanceSums } from './priorities.ts';

const STEPS = 2048;

/** So many for each question. */
export const IMPORTANCE_NUMBERS = 6;

/** An array of zeros for the questions of the plan. */
export function noImportanceNumbers(plan: CountingPlan): Float64Array {
  return new Float64Array(IMPORTANCE_NUMBERS * plan.questions.length);
}

/** Adds one response, given as levels in the order of the plan. */
export function addImportanceNumbers(
  plan: CountingPlan,
  numbers: Float64Array,
  levels: ArrayLike<number>,
): void {
  eachPosition(plan, levels, (question, own, rest) =>
    addPosition(numbers, IMPORTANCE_NUMBERS * question, own, rest),
  );
}

/**
 * Adds one answer to the numbers of its question.
 *
 * @param at where they begin
 * @param own its position on the scale, 0 … 1
 * @param rest mean position of the respondent's other answers
 */
export function addPosition(numbers: Float64Array, at: number, own: number, rest: number): void {
  const [x, y] = [Math.round(own * STEPS), Math.round(rest * STEPS)];
  numbers[at]! += 1;
  numbers[at + 1]! += x;
  numbers[at + 2]! += y;
  numbers[at + 3]! += x * x;
  numbers[at + 4]! += y * y;
  numbers[at + 5]! += x * y;
}

/** The sums of each question, with positions scaled back to 0 … 1. */
export function importanceSumsIn(numbers: Float64Array): ImportanceSums[] {
  return Array.from({ length: numbers.length / IMPORTANCE_NUMBERS }, (_, question) => {
    const [people = 0, own = 0, rest = 0, ownSquared = 0, restSquared = 0, ownTimesRest = 0] =
      numbers.subarray(IMPORTANCE_NUMBERS * question, IMPORTANCE_NUMBERS * (question + 1));
    return {
      people,
      own: own / STEPS,
      rest: rest / STEPS,
      ownSquared: ownSquared / STEPS ** 2,
      restSquared: restSquared / STEPS ** 2,
      ownTimesRest: ownTimesRest / STEPS ** 2,
    };
  });
}
