/**
 * What a figure covers: everything that the method counts, one factor, or one question. A scope divides a cell into weighted
 * parts: R = Σ_g w_g · S_g/A_g. Pooling is a single part of weight 1.
 */
import assert from 'node:assert/strict';
import type { Cell } from './cell.ts';
import { peopleIn } from './cell.ts';
import { NO_OPINION, type CountingPlan, type PlannedQuestion } from './countingPlan.ts';
import { ONE, type Ratio } from './ratio.ts';
import { componentWeights } from '../sampling/weights.ts';

export type Scope =
  | { readonly kind: 'whole' }
  | { readonly kind: 'factor'; readonly id: string }
  | { readonly kind: 'question'; readonly id: string };

export const WHOLE: Scope = { kind: 'whole' };

/** Every scope that a method counts: the whole questionnaire, factors, questions. */
export function scopesIn({ factors, questions }: CountingPlan): Scope[] {
  return [
    WHOLE,
    ...factors.map((id): Scope => ({ kind: 'factor', id })),
    ...questions.map(({ id }): Scope => ({ kind: 'question', id })),
  ];
}

/** Ids of the questions within a scope, in the order of the plan. */
export function questionsIn({ questions, factors }: CountingPlan, scope: Scope): string[] {
  return questions
    .filter(({ id, factor }) => {
      if (scope.kind === 'question') return id === scope.id;
      return scope.kind === 'whole' || factors[factor] === scope.id;
    })
    .map(({ id }) => id);
}

/** Indexes of components that are pooled, and the weight of their ratio. */
export interface Part {
  readonly components: readonly number[];
  readonly weight: Ratio;
}

/** Sums over the responses of a cell, reduced to the parts of a scope. Scores are in units of 1/scoreUnit. */
export interface Moments {
  /** Responses in the cell, whether or not they answered within the scope. */
  readonly people: number;
  /** Respondents with a valid answer within the scope. */
  readonly answered: number;
  /** Σt: (s, a) of each part, in pairs. */
  readonly sums: readonly number[];
  /** Σtt′, whole and symmetric. */
  readonly products: readonly (readonly number[])[];
}

/**
 * The parts of a scope under the plan's method, with weights adding to 1.
 *
 * @throws AssertionError when the scope has no counted question
 */
export function partsOf(plan: CountingPlan, scope: Scope): readonly Part[] {
  return positionsOf(plan, scope).parts;
}

/** Identifies a scope within a plan. */
export function scopeKey(scope: Scope): string {
  return scope.kind === 'whole' ? '' : `${scope.kind} ${scope.id}`;
}

/** The sums of a cell within a scope. */
export function momentsOf(plan: CountingPlan, scope: Scope, cell: Cell): Moments {
  const { question, sums, products } = positionsOf(plan, scope);
  if (question) return momentsOfQuestion(plan, question, cell);
  return {
    people: peopleIn(cell),
    answered: peopleAnswering(plan, scope, cell),
    sums: sums.map((positions) => sumAt(cell.sums, positions)),
    products: products.map((row) => row.map((positions) => sumAt(cell.products, positions))),
  };
}

/** Where a cell holds the sums of a scope, by part. A question's sums are derived from its counts instead. */
interface ScopeIndexes {
  readonly parts: readonly Part[];
  readonly question?: PlannedQuestion;
  readonly sums: readonly (readonly number[])[];
  readonly products: readonly (readonly (readonly number[])[])[];
}

const positionsOfPlans = new WeakMap<CountingPlan, Map<string, ScopeIndexes>>();

/** Computed once for all cells. */
function positionsOf(plan: CountingPlan, scope: Scope): ScopeIndexes {
  const ofPlan = positionsOfPlans.get(plan) ?? new Map<string, ScopeIndexes>();
  positionsOfPlans.set(plan, ofPlan);
  const key = scopeKey(scope);
  const known = ofPlan.get(key) ?? findPositions(plan, scope);
  ofPlan.set(key, known);
  return known;
}

function findPositions(plan: CountingPlan, scope: Scope): ScopeIndexes {
  if (scope.kind === 'question') {
    const question = plan.questions.find(({ id }) => id === scope.id);
    assert(question, `the method does not count question ${scope.id}`);
    return { parts: [{ components: [], weight: ONE }], question, sums: [], products: [] };
  }
  const parts = findParts(plan, scope);
  const sums = parts.flatMap(({ components }) => [
    components.map((component) => 2 * component),
    components.map((component) => 2 * component + 1),
  ]);
  const size = 2 * plan.components.length;
  const products = sums.map((left) =>
    sums.map((right) => left.flatMap((i) => right.map((j) => triangle(size, i, j)))),
  );
  return { parts, sums, products };
}

function findParts(plan: CountingPlan, scope: Exclude<Scope, { kind: 'question' }>): readonly Part[] {
  const within = plan.components
    .map((component, index) => ({ ...component, position: index }))
    .filter(({ factor }) => scope.kind === 'whole' || plan.factors[factor] === scope.id);
  assert(
    within.length > 0,
    `the method counts nothing in ${scope.kind === 'whole' ? 'the survey' : scope.id}`,
  );
  if (plan.method.aggregation === 'pooled') {
    return [{ components: within.map(({ position }) => position), weight: ONE }];
  }
  const weights = componentWeights(plan, scope);
  return within
    .map(({ position }) => ({ components: [position], weight: weights[position]! }))
    .filter(({ weight }) => weight.numerator > 0n);
}

function sumAt(numbers: Float64Array, positions: readonly number[]): number {
  let sum = 0;
  for (const position of positions) sum += numbers[position]!;
  return sum;
}

function momentsOfQuestion(plan: CountingPlan, question: PlannedQuestion, cell: Cell): Moments {
  const { score, valid, scoreSquared } = sumsOfQuestion(plan, question, cell);
  return {
    people: peopleIn(cell),
    answered: valid,
    sums: [score, valid],
    products: [
      [scoreSquared, score],
      [score, valid],
    ],
  };
}

/** A respondent answers a question once, so its sums of squares follow from its counts and no product needs storing. */
export function sumsOfQuestion(plan: CountingPlan, question: PlannedQuestion, cell: Cell) {
  const sums = { score: 0, valid: 0, scoreSquared: 0 };
  const { scores, countsFrom } = question;
  for (let level = plan.method.noOpinion === 'excluded' ? 1 : NO_OPINION; level < scores.length; level++) {
    const [answers, score] = [cell.levelCounts[countsFrom + level]!, scores[level]!];
    sums.score += answers * score;
    sums.valid += answers;
    sums.scoreSquared += answers * score * score;
  }
  return sums;
}

function peopleAnswering(plan: CountingPlan, scope: Scope, cell: Cell): number {
  if (scope.kind !== 'factor') return peopleIn(cell);
  return cell.peopleByFactor[plan.factors.indexOf(scope.id)]!;
}

/** Index of (i, j) in the upper triangle of a symmetric matrix, row by row. */
function triangle(size: number, i: number, j: number): number {
  const [row, column] = i <= j ? [i, j] : [j, i];
  return row * size - (row * (row - 1)) / 2 + column - row;
}
