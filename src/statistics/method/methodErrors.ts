/** Errors that prevent a method from giving a number for a survey. All errors are reported together, before anything is counted. */
import { countedQuestions } from '../estimation/countingPlan.ts';
import type { FactorShape, Method, QuestionShape, SurveyShape, Weights } from './method.ts';

export type MethodError =
  | { readonly kind: 'noQuestions' }
  | { readonly kind: 'unknownQuestion'; readonly id: string }
  | { readonly kind: 'questionTwice'; readonly id: string }
  | { readonly kind: 'scaleTooShort'; readonly id: string; readonly levels: number }
  /** The survey has a scale with this many levels, and the method does not say which are satisfied. */
  | { readonly kind: 'satisfiedLevelsMissing'; readonly levels: number }
  | { readonly kind: 'levelOffScale'; readonly level: number; readonly levels: number }
  | { readonly kind: 'weightsMissing' }
  | { readonly kind: 'weightMissing'; readonly id: string }
  | { readonly kind: 'weightUnknown'; readonly id: string }
  | { readonly kind: 'weightNegative'; readonly id: string; readonly weight: number }
  /** All weights are zero; within one content, if named. */
  | { readonly kind: 'weightsAllZero'; readonly content?: string }
  | { readonly kind: 'factorWithoutContent'; readonly id: string }
  | { readonly kind: 'minimumOutOfRange'; readonly minimumValid: number; readonly questions: number }
  | { readonly kind: 'decimalsOutOfRange'; readonly decimals: number }
  | { readonly kind: 'validityReversed'; readonly validFrom: string; readonly validTo: string }
  /** Units are weighted by population, and the populations are missing. */
  | { readonly kind: 'populationsMissing' }
  | { readonly kind: 'populationNotWhole'; readonly id: string; readonly population: number };

/**
 * @returns every error; empty if the method can be computed for the survey
 * @see docs/methodology.md, sections 2 and 3
 */
export function methodErrors(method: Method, shape: SurveyShape): MethodError[] {
  const counted = countedQuestions(method, shape);
  return [
    ...questionErrors(method, shape, counted),
    ...levelErrors(method, counted),
    ...weightErrors(method, shape, counted),
    ...rangeErrors(method, counted),
    ...populationErrors(method),
  ];
}

/** The factors of the method's own frame. A frame has no questions. */
export function frameShape({ factors = [] }: Method): SurveyShape {
  return { factors, questions: [] };
}

/** Errors of a method on its own, before a survey is chosen. */
export function frameErrors(method: Method): MethodError[] {
  return methodErrors({ ...method, minimumValid: 1 }, frameShape(method)).filter(
    ({ kind }) => kind !== 'noQuestions' && kind !== 'unknownQuestion',
  );
}

/** Ids of questions, factors and contents without a weight that a weighted method needs. */
export function missingWeights(method: Method, shape: SurveyShape): string[] {
  return weightErrors(method, shape, countedQuestions(method, shape)).flatMap((error) =>
    error.kind === 'weightMissing' ? [error.id] : [],
  );
}

function questionErrors(
  method: Method,
  shape: SurveyShape,
  counted: readonly QuestionShape[],
): MethodError[] {
  const known = new Set(shape.questions.map(({ id }) => id));
  const wanted = method.questions ?? [];
  const errors: MethodError[] = [];
  for (const id of wanted) if (!known.has(id)) errors.push({ kind: 'unknownQuestion', id });
  for (const id of new Set(wanted.filter((one, index) => wanted.indexOf(one) < index))) {
    errors.push({ kind: 'questionTwice', id });
  }
  if (counted.length === 0) errors.push({ kind: 'noQuestions' });
  for (const { id, levels } of counted) if (levels < 2) errors.push({ kind: 'scaleTooShort', id, levels });
  return errors;
}

function levelErrors(method: Method, counted: readonly QuestionShape[]): MethodError[] {
  if (method.mode === 'mean') return [];
  const errors: MethodError[] = [];
  for (const levels of new Set(counted.map((question) => question.levels))) {
    if ((method.satisfiedLevels[levels] ?? []).length === 0)
      errors.push({ kind: 'satisfiedLevelsMissing', levels });
  }
  for (const [key, satisfied] of Object.entries(method.satisfiedLevels)) {
    const levels = Number(key);
    for (const level of satisfied) {
      if (!Number.isInteger(level) || level < 1 || level > levels)
        errors.push({ kind: 'levelOffScale', level, levels });
    }
  }
  return errors;
}

function weightErrors(method: Method, shape: SurveyShape, counted: readonly QuestionShape[]): MethodError[] {
  if (method.aggregation !== 'weighted') return [];
  const { weights } = method;
  if (weights === undefined) return [{ kind: 'weightsMissing' }];
  const factors = factorsOf(shape, counted);
  const weighed = weights.of === 'factors' ? factors.map(({ id }) => id) : counted.map(({ id }) => id);
  const errors = mapErrors(weights.byId, weighed);
  if (weights.contents === undefined) return errors;
  for (const { id, content } of factors) {
    if (content === undefined) errors.push({ kind: 'factorWithoutContent', id });
  }
  const contents = new Set(factors.flatMap(({ content }) => content ?? []));
  errors.push(...mapErrors(weights.contents, [...contents]));
  return errors.length > 0 ? errors : emptyContents(weights, factors, counted);
}

/** A content that has a weight while everything in it has weight zero. */
function emptyContents(
  { of, byId, contents = {} }: Weights,
  factors: readonly FactorShape[],
  counted: readonly QuestionShape[],
): MethodError[] {
  const isEmpty = (content: string) => {
    const within = factors.filter((factor) => factor.content === content).map(({ id }) => id);
    const weighed =
      of === 'factors' ? within : counted.filter(({ factor }) => within.includes(factor)).map(({ id }) => id);
    return weighed.every((id) => byId[id] === 0);
  };
  return Object.keys(contents)
    .filter((content) => contents[content] !== 0 && isEmpty(content))
    .map((content) => ({ kind: 'weightsAllZero', content }));
}

/** Factors with a counted question; all factors while the survey's questions are unknown. */
function factorsOf(shape: SurveyShape, counted: readonly QuestionShape[]) {
  if (shape.questions.length === 0) return shape.factors;
  return shape.factors.filter(({ id }) => counted.some(({ factor }) => factor === id));
}

function mapErrors(weights: Readonly<Record<string, number>>, wanted: readonly string[]): MethodError[] {
  const errors: MethodError[] = [];
  for (const id of wanted) if (!Object.hasOwn(weights, id)) errors.push({ kind: 'weightMissing', id });
  for (const [id, weight] of Object.entries(weights)) {
    if (!wanted.includes(id)) errors.push({ kind: 'weightUnknown', id });
    if (!Number.isFinite(weight) || weight < 0) errors.push({ kind: 'weightNegative', id, weight });
  }
  if (errors.length === 0 && wanted.every((id) => weights[id] === 0)) errors.push({ kind: 'weightsAllZero' });
  return errors;
}

function rangeErrors(method: Method, counted: readonly QuestionShape[]): MethodError[] {
  const { minimumValid, decimals, validFrom, validTo } = method;
  const errors: MethodError[] = [];
  if (!Number.isInteger(minimumValid) || minimumValid < 1 || minimumValid > Math.max(1, counted.length)) {
    errors.push({ kind: 'minimumOutOfRange', minimumValid, questions: counted.length });
  }
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 4)
    errors.push({ kind: 'decimalsOutOfRange', decimals });
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom) {
    errors.push({ kind: 'validityReversed', validFrom, validTo });
  }
  return errors;
}

function populationErrors({ acrossUnits, populations = {} }: Method): MethodError[] {
  if (acrossUnits !== 'byPopulation') return [];
  const given = Object.entries(populations);
  if (given.length === 0) return [{ kind: 'populationsMissing' }];
  return given
    .filter(([, population]) => !Number.isSafeInteger(population) || population < 1)
    .map(([id, population]) => ({ kind: 'populationNotWhole', id, population }));
}
