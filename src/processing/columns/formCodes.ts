/**
 * What codes of a response add to a cell: the levels of some questions, or which factors it answered. One pass over a
 * column of such codes counts all of these facts.
 */
import { cellLength, cellOver } from '../../statistics/estimation/cell.ts';
import { NO_OPINION, type CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { digitOf, type CodeColumn } from './codeColumns.ts';

export interface FormCodes {
  /** All codes are below this number; at most 256. */
  readonly width: number;
  /** What a submission with this code adds to a cell: a number at an index. */
  adds(code: number): readonly (readonly [position: number, by: number])[];
}

/** Whether an answer is valid. */
export function isValid({ method }: CountingPlan, level: number): boolean {
  return level !== NO_OPINION || method.noOpinion === 'included';
}

/** Codes of levels; questions that the plan does not count add nothing. */
export function levelCodes(plan: CountingPlan, { width, digits }: Omit<CodeColumn, 'codes'>): FormCodes {
  const { levelsFrom, sumsFrom } = partsOf(plan);
  const counted = digits.flatMap((digit) => {
    const question = plan.questions.find(({ id }) => id === digit.id);
    return question ? [{ digit, question }] : [];
  });
  return {
    width,
    adds: (code) =>
      counted.flatMap(({ digit, question }) => {
        const level = digitOf(digit, code) - 1;
        if (level < 0) return [];
        const answer = [levelsFrom + question.countsFrom + level, 1] as const;
        if (!isValid(plan, level)) return [answer];
        const sums = sumsFrom + 2 * question.component;
        return [answer, [sums, question.scores[level]!] as const, [sums + 1, 1] as const];
      }),
  };
}

/** The factors of a plan, eight to a byte, by index. */
export function factorsOfByte({ factors }: CountingPlan): readonly (readonly number[])[] {
  const all = [...factors.keys()];
  return all.filter((factor) => factor % 8 === 0).map((from) => all.slice(from, from + 8));
}

/** Codes with a bit for each answered factor. */
export function factorCodes(plan: CountingPlan, factors: readonly number[]): FormCodes {
  const { peopleFrom } = partsOf(plan);
  return {
    width: 2 ** factors.length,
    adds: (code) =>
      factors.filter((_, bit) => (code >> bit) % 2 === 1).map((factor) => [peopleFrom + factor, 1] as const),
  };
}

/** Where the parts of a cell begin. */
export function partsOf(plan: CountingPlan) {
  const { sums, products, peopleByFactor, levelCounts } = cellOver(plan, new Float64Array(cellLength(plan)));
  const beginOf = ({ byteOffset, BYTES_PER_ELEMENT }: Float64Array) => byteOffset / BYTES_PER_ELEMENT;
  return {
    sumsFrom: beginOf(sums),
    productsFrom: beginOf(products),
    peopleFrom: beginOf(peopleByFactor),
    levelsFrom: beginOf(levelCounts),
  };
}
