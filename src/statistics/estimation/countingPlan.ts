/** A method applied to a survey, computed once: which questions count, with what weight, and at which index of a cell. */
import assert from 'node:assert/strict';
import type { Method, QuestionShape, SurveyShape } from '../method/method.ts';
import { leastCommonMultiple } from './ratio.ts';

/** Codes for a skipped question and for "no opinion"; numbers from 1 are levels. */
export const UNANSWERED = -1;
export const NO_OPINION = 0;

export interface CountingPlan {
  readonly method: Method;
  /** Scores are whole multiples of 1/scoreUnit, so that sums stay exact; 1 in mode share. */
  readonly scoreUnit: number;
  readonly factors: readonly string[];
  /** The content of each factor, in surveys with contents. */
  readonly contents: readonly (string | undefined)[];
  readonly questions: readonly PlannedQuestion[];
  /** What sums are stored for: factors, or single questions where the method weights questions individually. */
  readonly components: readonly PlannedComponent[];
}

export interface PlannedQuestion {
  readonly id: string;
  readonly levels: number;
  /** Indexes into `factors` and `components`. */
  readonly factor: number;
  readonly component: number;
  /** By level 1 … K, in units of 1/scoreUnit. Entry 0 is the score of "no opinion" where it is counted. */
  readonly scores: readonly number[];
  /** Where the question's K + 1 counts begin among a cell's level counts; "no opinion" comes first. */
  readonly countsFrom: number;
}

interface PlannedComponent {
  readonly id: string;
  readonly factor: number;
}

/**
 * @throws AssertionError when the method does not fit the survey; `methodErrors` reports this to users beforehand
 * @see docs/methodology.md, section 3
 */
export function countingPlan(method: Method, shape: SurveyShape): CountingPlan {
  const counted = countedQuestions(method, shape);
  const factors = shape.factors
    .map(({ id }) => id)
    .filter((id) => counted.some(({ factor }) => factor === id));
  const byQuestion = isByQuestion(method);
  const scoreUnit = scoreUnitOf(method, counted);

  let countsFrom = 0;
  const questions = counted.map((question, index) => {
    const factor = factors.indexOf(question.factor);
    assert(factor >= 0, `question ${question.id} has no factor ${question.factor}`);
    const planned = {
      id: question.id,
      levels: question.levels,
      factor,
      component: byQuestion ? index : factor,
      scores: scoresOf(method, question.levels, scoreUnit),
      countsFrom,
    };
    countsFrom += question.levels + 1;
    return planned;
  });
  const components = byQuestion
    ? questions.map(({ id, factor }) => ({ id, factor }))
    : factors.map((id, factor) => ({ id, factor }));
  const contents = factors.map((id) => shape.factors.find((factor) => factor.id === id)?.content);
  return { method, scoreUnit, factors, contents, questions, components };
}

/** The questions that a method counts, in the survey's order. */
export function countedQuestions(method: Method, shape: SurveyShape): readonly QuestionShape[] {
  const wanted = method.questions && new Set(method.questions);
  return shape.questions.filter(({ id }) => wanted === undefined || wanted.has(id));
}

/** Whether a method treats questions differently, so that sums by factor are not enough. */
function isByQuestion(method: Method): boolean {
  if (method.aggregation === 'meanOfQuestions') return true;
  return method.aggregation === 'weighted' && method.weights?.of === 'questions';
}

function scoreUnitOf(method: Method, questions: readonly QuestionShape[]): number {
  if (method.mode === 'share') return 1;
  const divisors = questions.map(({ levels }) => (method.meanScore === 'fromZero' ? levels - 1 : levels));
  return Number(divisors.reduce((unit, divisor) => leastCommonMultiple(unit, BigInt(divisor)), 1n));
}

function scoresOf(method: Method, levels: number, scoreUnit: number): number[] {
  return Array.from({ length: levels + 1 }, (_, level) => {
    if (level === NO_OPINION) return 0;
    if (method.mode === 'mean') {
      return method.meanScore === 'fromZero'
        ? ((level - 1) * scoreUnit) / (levels - 1)
        : (level * scoreUnit) / levels;
    }
    const satisfied = method.satisfiedLevels[levels];
    assert(satisfied, `method ${method.id} does not say which of ${levels} levels are satisfied`);
    return satisfied.includes(level) ? 1 : 0;
  });
}
