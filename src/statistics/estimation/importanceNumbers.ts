/**
 * Sums for the importance of questions, as whole numbers, so that they add up in any order and can be stored next to cells.
 * The position on the scale and the mean position of the other answers are rounded to 1/2048: scales of 3, 5 and 9 levels
 * come out exactly, and the largest sum, 10^9 · 2048² ≈ 4.2·10^15, stays below 2^53.
 */
import type { CountingPlan } from './countingPlan.ts';
import { eachPosition, type ImportanceSums } from './priorities.ts';

const STEPS = 2048;

/** An array of zeros: six numbers for each question of the plan. */
export function noImportanceNumbers(plan: CountingPlan): Float64Array {
  return new Float64Array(6 * plan.questions.length);
}

/** Adds one response, given as levels in the order of the plan. */
export function addImportanceNumbers(
  plan: CountingPlan,
  numbers: Float64Array,
  levels: ArrayLike<number>,
): void {
  eachPosition(plan, levels, (question, own, rest) => {
    const [x, y] = [Math.round(own * STEPS), Math.round(rest * STEPS)];
    const at = 6 * question;
    numbers[at]! += 1;
    numbers[at + 1]! += x;
    numbers[at + 2]! += y;
    numbers[at + 3]! += x * x;
    numbers[at + 4]! += y * y;
    numbers[at + 5]! += x * y;
  });
}

/** The sums of each question, with positions scaled back to 0 … 1. */
export function importanceSumsIn(numbers: Float64Array): ImportanceSums[] {
  return Array.from({ length: numbers.length / 6 }, (_, question) => {
    const [people = 0, own = 0, rest = 0, ownSquared = 0, restSquared = 0, ownTimesRest = 0] =
      numbers.subarray(6 * question, 6 * question + 6);
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
