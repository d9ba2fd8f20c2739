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

function addPosition(numbers: Float64Array, at: number, own: number, rest: number): void {
  const [x, y] = [Math.round(own * STEPS), Math.round(rest * STEPS)];
  numbers[at]! += 1;
  numbers[at + 1]! += x;
  numbers[at + 2]! += y;
  numbers[at + 3]! += x * x;
  numbers[at + 4]! += y * y;
  numbers[at + 5]! += x * y;
}

/**
 * Adds the answers of some respondents to the numbers of a question.
 *
 * @param from where they begin
 * @param own the answers as codes, and the position of each code, 0 … 1; NaN if it is none
 * @param all by respondent, the sum of all positions, and 1/(answers − 1); 0 with fewer than two answers
 */
export function addPositions(
  numbers: Float64Array,
  from: number,
  { codes, heights }: { readonly codes: Uint8Array; readonly heights: Float64Array },
  {
    people,
    sums,
    reciprocals,
  }: { readonly people: number; readonly sums: Float64Array; readonly reciprocals: Float64Array },
): void {
  // Local sums: adding to an array each time takes three times as long.
  let [count, ownSum, restSum, ownSquared, restSquared, product] = [0, 0, 0, 0, 0, 0];
  for (let person = 0; person < people; person++) {
    const height = heights[codes[person]!]!;
    const reciprocal = reciprocals[person]!;
    if (!(height >= 0 && reciprocal > 0)) continue;
    const x = (height * STEPS + 0.5) | 0;
    const y = ((sums[person]! - height) * reciprocal * STEPS + 0.5) | 0;
    count += 1;
    ownSum += x;
    restSum += y;
    ownSquared += x * x;
    restSquared += y * y;
    product += x * y;
  }
  [count, ownSum, restSum, ownSquared, restSquared, product].forEach(
    (sum, at) => (numbers[from + at]! += sum),
  );
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
