/**
 * A cell: all that a figure needs to know about a set of responses, in additive whole numbers. The cells of units add up to
 * the cell of their parent, so the cost of a subtree depends on its units, not its responses.
 *
 * With t = (s₁, a₁, s₂, a₂, …), the score and the number of valid answers of one response in each component, a cell holds
 *
 *     n, responses below the minimum, Σt, Σtt′, respondents by factor, answers by question and level
 *
 * Doubles hold whole numbers exactly below 2^53 ≈ 9.0·10^15. The largest sum is Σs² over everything, at most n·(score of a
 * response)²: for 10^9 responses to 51 questions on scales of 2 to 5 levels (a score unit of 1/12) it is 10^9·612² ≈
 * 3.7·10^14.
 */
import assert from 'node:assert/strict';
import type { Contribution } from './contribution.ts';
import type { CountingPlan } from './countingPlan.ts';

export interface Cell {
  /** All of the fields below in one array, for storing, adding and comparing. */
  readonly numbers: Float64Array;
  /** [valid responses, responses below the method's minimum] */
  readonly forms: Float64Array;
  /** Σt: score and number of valid answers of each component, in pairs. */
  readonly sums: Float64Array;
  /** The upper triangle of Σtt′, row by row. */
  readonly products: Float64Array;
  /** Respondents with at least one valid answer in each factor. */
  readonly peopleByFactor: Float64Array;
  /** Answers by question and level, "no opinion" first. */
  readonly levelCounts: Float64Array;
}

/** The length of a cell of this plan. */
export function cellLength(plan: CountingPlan): number {
  return partLengths(plan).all;
}

/** A cell of this plan without respondents: all sums are 0. */
export function emptyCell(plan: CountingPlan): Cell {
  return cellOver(plan, new Float64Array(cellLength(plan)));
}

/**
 * A cell over stored numbers. It shares the array and does not copy it.
 *
 * @throws AssertionError when the array does not have the plan's length
 */
export function cellOver(plan: CountingPlan, numbers: Float64Array): Cell {
  assert.equal(numbers.length, cellLength(plan), 'these numbers belong to another method or survey');
  let from = 0;
  const next = (length: number) => numbers.subarray(from, (from += length));
  const { forms, sums, products, peopleByFactor, levelCounts } = partLengths(plan);
  return {
    numbers,
    forms: next(forms),
    sums: next(sums),
    products: next(products),
    peopleByFactor: next(peopleByFactor),
    levelCounts: next(levelCounts),
  };
}

/** Adds one response. The cost is quadratic in the number of components answered. */
export function addToCell(cell: Cell, contribution: Contribution): void {
  if (!contribution.counts) {
    increase(cell.forms, 1, 1);
    return;
  }
  increase(cell.forms, 0, 1);
  for (const factor of contribution.factors) increase(cell.peopleByFactor, factor, 1);
  for (const position of contribution.levelIndexes) increase(cell.levelCounts, position, 1);

  const { vector } = contribution;
  const size = vector.length;
  let product = 0;
  for (let row = 0; row < size; row++) {
    const value = vector[row]!;
    if (value !== 0) {
      increase(cell.sums, row, value);
      for (let column = row; column < size; column++)
        increase(cell.products, product + column - row, value * vector[column]!);
    }
    product += size - row;
  }
}

/** The cell of all responses of several cells; the empty cell if there are none. */
export function sumOfCells(plan: CountingPlan, cells: readonly Cell[]): Cell {
  const sum = emptyCell(plan);
  const into = sum.numbers;
  for (const { numbers } of cells) {
    assert.equal(numbers.length, sum.numbers.length, 'cells of different methods or surveys');
    for (let index = 0; index < numbers.length; index++) into[index]! += numbers[index]!;
  }
  return sum;
}

/** Respondents with a valid response. */
export function peopleIn(cell: Cell): number {
  return cell.forms[0]!;
}

/** Responses with fewer valid answers than the method requires. */
export function belowMinimumIn(cell: Cell): number {
  return cell.forms[1]!;
}

/** All responses in a cell, including those below the method's minimum. */
export function formsInCell(cell: Cell): number {
  return peopleIn(cell) + belowMinimumIn(cell);
}

interface PartLengths {
  readonly forms: number;
  readonly sums: number;
  readonly products: number;
  readonly peopleByFactor: number;
  readonly levelCounts: number;
  readonly all: number;
}

const lengthsOfPlans = new WeakMap<CountingPlan, PartLengths>();

/** The length of each part of a cell; called for every cell. */
function partLengths(plan: CountingPlan): PartLengths {
  const known = lengthsOfPlans.get(plan);
  if (known) return known;
  const size = 2 * plan.components.length;
  const lengths = {
    forms: 2,
    sums: size,
    products: (size * (size + 1)) / 2,
    peopleByFactor: plan.factors.length,
    levelCounts: plan.questions.reduce((sum, { levels }) => sum + levels + 1, 0),
  };
  const all = Object.values(lengths).reduce((sum, length) => sum + length, 0);
  lengthsOfPlans.set(plan, { ...lengths, all });
  return { ...lengths, all };
}

function increase(numbers: Float64Array, position: number, by: number): void {
  numbers[position] = numbers[position]! + by;
}
