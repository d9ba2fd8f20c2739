/**
 * A cell: everything that a figure needs to know of a set of forms, in whole numbers that add up. Cells of units add to
 * the cell of what the units belong to, so a subtree costs its units and not its forms.
 *
 * With t = (s₁, a₁, s₂, a₂, …), the score and the number of valid answers of one form in each component, a cell holds
 *
 *     n, forms below the minimum, Σt, Σtt′, people who answered each factor, answers on each level of each question
 *
 * Doubles hold whole numbers exactly below 2^53 ≈ 9.0·10^15. The largest sum is Σs² in all, at most n·(score of a
 * form)²: for 10^9 forms of 51 questions on scales of 2 to 5 levels (a score unit of 1/12) it is 10^9·612² ≈ 3.7·10^14.
 */
import assert from 'node:assert/strict';
import type { Contribution } from './contribution.ts';
import type { CountingPlan } from './countingPlan.ts';

export interface Cell {
  /** All of the below in one array, to be stored, added and compared as such. */
  readonly numbers: Float64Array;
  /** [forms that count, forms below the method's minimum] */
  readonly forms: Float64Array;
  /** Σt: score and valid answers of each component, two by two. */
  readonly sums: Float64Array;
  /** Σtt′: its upper triangle, row after row. */
  readonly products: Float64Array;
  /** People with at least one valid answer in each factor. */
  readonly peopleByFactor: Float64Array;
  /** Answers by question and level, "no opinion" first. */
  readonly levelCounts: Float64Array;
}

/** How many numbers a cell of this plan has. */
export function cellLength(plan: CountingPlan): number {
  return partLengths(plan).all;
}

export function emptyCell(plan: CountingPlan): Cell {
  return cellOver(plan, new Float64Array(cellLength(plan)));
}

/**
 * A cell over numbers that were stored; it shares them, it does not copy.
 *
 * @throws AssertionError when there are more or fewer numbers than the plan has
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

/** Adds one form. Its cost is the square of the number of components that it answered. */
export function addToCell(cell: Cell, contribution: Contribution): void {
  if (!contribution.counts) {
    increase(cell.forms, 1, 1);
    return;
  }
  increase(cell.forms, 0, 1);
  for (const factor of contribution.factors) increase(cell.peopleByFactor, factor, 1);
  for (const place of contribution.levelPlaces) increase(cell.levelCounts, place, 1);

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

/** The cell of all forms of several cells; of none, the empty cell. */
export function sumOfCells(plan: CountingPlan, cells: readonly Cell[]): Cell {
  const sum = emptyCell(plan);
  const into = sum.numbers;
  for (const { numbers } of cells) {
    assert.equal(numbers.length, sum.numbers.length, 'cells of different methods or surveys');
    for (let place = 0; place < numbers.length; place++) into[place]! += numbers[place]!;
  }
  return sum;
}

/** People whose forms count. */
export function peopleIn(cell: Cell): number {
  return cell.forms[0]!;
}

/** Forms with fewer valid answers than the method asks for. */
export function belowMinimumIn(cell: Cell): number {
  return cell.forms[1]!;
}

/** Forms in a cell, those below the method's minimum among them. */
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

/** How many numbers each part of a cell has; asked for with every cell. */
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

function increase(numbers: Float64Array, place: number, by: number): void {
  numbers[place] = numbers[place]! + by;
}
