/**
 * Sums the products of scores and valid answers of two components each, Σtt′. Both numbers of the second component are packed
 * into one double, score + 2^32 · valid, so that one multiplication gives two products. As many submissions are summed at
 * once as fit into either half.
 */
import assert from 'node:assert/strict';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { partsOf } from './formCodes.ts';

/** Score and valid answers packed into one 32-bit number: score + VALID · valid answers. */
export const VALID = 2 ** 16;
const HALF = 2 ** 32;
/** The upper part of the double's 53 bits. */
const upperMax = 2 ** 21 - 1;
/** Submissions processed together, so that their data stays in the processor's cache. */
const blockMax = 1024;

interface Component {
  readonly scores: Float64Array;
  readonly valid: Float64Array;
  readonly both: Float64Array;
}

/** @param wanted indexes of components, ascending */
export function productAdder(plan: CountingPlan, wanted: readonly number[]) {
  const forms = blockOf(plan);
  const held = wanted.map((): Component => ({
    scores: new Float64Array(forms),
    valid: new Float64Array(forms),
    both: new Float64Array(forms),
  }));
  const { productsFrom } = partsOf(plan);
  const size = 2 * plan.components.length;
  const positionOf = (row: number, column: number): number =>
    productsFrom + row * size - (row * (row - 1)) / 2 + column - row;

  /** @param rows the rows of a group */
  return function addProducts(
    cell: Float64Array,
    components: ReadonlyMap<number, Uint32Array>,
    rows: Uint32Array,
  ): void {
    for (let from = 0; from < rows.length; from += forms) {
      const some = rows.subarray(from, from + forms);
      for (const [index, one] of held.entries()) take(one, components.get(wanted[index]!)!, some);
      for (const [index, left] of held.entries()) {
        for (let other = index; other < held.length; other++) {
          const [row, column] = [2 * wanted[index]!, 2 * wanted[other]!];
          const [ss, sa, as, aa] = productsOf(left, held[other]!, some.length);
          cell[positionOf(row, column)]! += ss;
          cell[positionOf(row, column + 1)]! += sa;
          if (row !== column) cell[positionOf(row + 1, column)]! += as;
          cell[positionOf(row + 1, column + 1)]! += aa;
        }
      }
    }
  };
}

/** The largest number of submissions for which every sum stays exact. */
function blockOf({ components, questions, scoreUnit }: CountingPlan): number {
  const most = Math.max(
    0,
    ...components.map((_, index) => questions.filter(({ component }) => component === index).length),
  );
  const score = most * scoreUnit;
  const forms = Math.floor(Math.min(blockMax, (HALF - 1) / score ** 2, upperMax / (score * most)));
  assert(forms >= 1 && score < VALID, 'products of a form fit');
  return forms;
}

function take({ scores, valid, both }: Component, column: Uint32Array, rows: Uint32Array): void {
  for (let index = 0; index < rows.length; index++) {
    const packed = column[rows[index]!]!;
    const score = packed & (VALID - 1);
    const answers = packed >>> 16;
    scores[index] = score;
    valid[index] = answers;
    both[index] = score + answers * HALF;
  }
}

function productsOf(
  { scores, valid }: Component,
  { both }: Component,
  forms: number,
): [number, number, number, number] {
  let byScore = 0;
  let byValid = 0;
  for (let form = 0; form < forms; form++) {
    const second = both[form]!;
    byScore += scores[form]! * second;
    byValid += valid[form]! * second;
  }
  return [byScore % HALF, Math.floor(byScore / HALF), byValid % HALF, Math.floor(byValid / HALF)];
}
