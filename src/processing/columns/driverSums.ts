/**
 * Sums for the drivers of satisfaction: how respondents' ratings of factors go along with an outcome. Respondents are dealt
 * into blocks in the order of the log, for bootstrap intervals.
 */
import { BLOCKS, bootstrapIntervals } from '../../statistics/estimation/blockBootstrap.ts';
import { NO_OPINION, type CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import {
  addPosition,
  IMPORTANCE_NUMBERS,
  importanceSumsIn,
  noImportanceNumbers,
} from '../../statistics/estimation/importanceNumbers.ts';
import { heightOf, importance } from '../../statistics/estimation/priorities.ts';
import {
  addCrossProducts,
  crossProductsLength,
  relativeImportance,
} from '../../statistics/estimation/relativeImportance.ts';
import type { Interval } from '../../statistics/estimation/interval.ts';
import { chunkScorer } from './chunkScores.ts';
import type { CountingTask } from './columnQuery.ts';
import { groupedRows, noGroups, OUT } from './groupRows.ts';
import { levelsOf, type HeldChunk } from './heldChunk.ts';

/** What is explained: the mean position of all of a respondent's answers, or that of one question. */
export type Outcome = { readonly kind: 'whole' } | { readonly kind: 'question'; readonly id: string };

export interface DriversTask extends Omit<CountingTask, 'query'> {
  readonly query: Pick<CountingTask['query'], 'limits'>;
  readonly outcome: Outcome;
}

export interface Driver {
  readonly factorId: string;
  /** Share of the explained variance, 0 … 1. */
  readonly share: number;
  readonly interval?: Interval | undefined;
}

export interface QuestionImportance {
  readonly questionId: string;
  /** Correlation with the respondent's other answers, −1 … 1; absent if it cannot be computed. */
  readonly importance?: number | undefined;
  readonly interval?: Interval | undefined;
}

export interface Drivers {
  /** Respondents who rated every factor and the outcome. */
  readonly people: number;
  /** In the order of the plan; empty where nothing can be explained. */
  readonly factors: readonly Driver[];
  /** R², 0 … 1. */
  readonly explained?: number | undefined;
  /** Mean correlation between two factors, −1 … 1. */
  readonly meanCorrelation?: number | undefined;
  readonly questions: readonly QuestionImportance[];
}

/** Factors that can explain an outcome: those with a question other than the outcome itself. */
export function explainingFactors({ factors, questions }: CountingPlan, outcome: Outcome): readonly string[] {
  return factors.filter((_, factor) =>
    questions.some(
      (question) =>
        question.factor === factor && !(outcome.kind === 'question' && question.id === outcome.id),
    ),
  );
}

export function driverCounter({ query, plan, annulled, below, outcome }: DriversTask) {
  const excluded = { annulled: annulled.toSorted(), below };
  const factorIds = explainingFactors(plan, outcome);
  const crossed = crossProductsLength(factorIds.length);
  const crossSums = new Float64Array(BLOCKS * crossed);
  const importanceSums = plan.questions.map(() => new Float64Array(BLOCKS * IMPORTANCE_NUMBERS));
  const scoresOf = chunkScorer(plan, { components: [], factors: false });
  let position = 0;

  /** What explains, by factor, and last what is explained. */
  function variablesOf(rated: readonly RatedQuestion[], all: Ratings): readonly Ratings[] {
    const people = all.sums.length;
    const isOutcome = ({ id }: RatedQuestion): boolean => outcome.kind === 'question' && id === outcome.id;
    const others = rated.filter((question) => !isOutcome(question));
    return [
      ...factorIds.map((id) =>
        summed(
          others.filter(({ factorId }) => factorId === id),
          people,
        ),
      ),
      outcome.kind === 'whole' ? all : summed(rated.filter(isOutcome), people),
    ];
  }

  return {
    add(chunk: HeldChunk): void {
      const { counts } = scoresOf(chunk);
      const groups = noGroups();
      const { rows } = groupedRows(groups, { chunk, query: { axes: [], ...query }, excluded, counts });
      const some = rows[OUT + 1] ?? new Uint32Array(0);
      const rated = plan.questions.map((question): RatedQuestion => ({
        id: question.id,
        factorId: plan.factors[question.factor]!,
        levels: levelsOf(chunk, question.id, some),
        heights: heightsOf(question),
      }));
      const all = summed(rated, some.length);
      addRows(crossSums, variablesOf(rated, all), position);
      rated.forEach((question, index) => addPositions(importanceSums[index]!, question, all, position));
      position += some.length;
    },
    result(): Drivers {
      const parts = [crossSums, ...importanceSums].map((sums) => ({ sums, width: sums.length / BLOCKS }));
      const blockAt = (block: number) =>
        parts.flatMap(({ sums, width }) => [...sums.subarray(block * width, (block + 1) * width)]);
      const blocks = Array.from({ length: Math.min(BLOCKS, position) }, (_, block) =>
        Float64Array.from(blockAt(block)),
      );
      return driversOf(plan, factorIds, crossed, blocks);
    },
  };
}

interface RatedQuestion {
  readonly id: string;
  readonly factorId: string;
  /** Of the respondents at hand. */
  readonly levels: Uint8Array;
  /** By level; NaN where an answer is none on the scale. */
  readonly heights: Float64Array;
}

/** For each respondent the sum of the heights of some answers, and their number. */
interface Ratings {
  readonly sums: Float64Array;
  readonly answered: Uint16Array;
}

function heightsOf({ levels }: CountingPlan['questions'][number]): Float64Array {
  return Float64Array.from({ length: 256 }, (_, level) =>
    level > NO_OPINION && level <= levels ? heightOf(levels, level) : NaN,
  );
}

/** One question after another: a row at a time would take three times as long. */
function summed(questions: readonly RatedQuestion[], people: number): Ratings {
  const [sums, answered] = [new Float64Array(people), new Uint16Array(people)];
  for (const { levels, heights } of questions) {
    for (let person = 0; person < people; person++) {
      const height = heights[levels[person]!]!;
      if (!(height >= 0)) continue;
      sums[person]! += height;
      answered[person]! += 1;
    }
  }
  return { sums, answered };
}

/** Adds those who rated everything to the cross products of their blocks. @param from position of the first */
function addRows(crossSums: Float64Array, variables: readonly Ratings[], from: number): void {
  const width = crossSums.length / BLOCKS;
  const values = new Float64Array(variables.length);
  const people = variables[0]?.sums.length ?? 0;
  for (let person = 0; person < people; person++) {
    let isComplete = true;
    for (let at = 0; at < values.length; at++) {
      const { sums, answered } = variables[at]!;
      if (answered[person] === 0) isComplete = false;
      values[at] = sums[person]! / answered[person]!;
    }
    if (isComplete) addCrossProducts(crossSums, values, ((from + person) % BLOCKS) * width);
  }
}

/** Adds a question's positions to the importance numbers of the blocks. @param from position of the first respondent */
function addPositions(
  numbers: Float64Array,
  { levels, heights }: RatedQuestion,
  { sums, answered }: Ratings,
  from: number,
): void {
  for (let person = 0; person < levels.length; person++) {
    const own = heights[levels[person]!]!;
    const others = answered[person]! - 1;
    if (!(own >= 0) || others < 1) continue;
    addPosition(
      numbers,
      ((from + person) % BLOCKS) * IMPORTANCE_NUMBERS,
      own,
      (sums[person]! - own) / others,
    );
  }
}

function driversOf(
  plan: CountingPlan,
  factorIds: readonly string[],
  crossed: number,
  blocks: readonly Float64Array[],
): Drivers {
  const measure = (sums: Float64Array) => ({
    found: relativeImportance(sums.subarray(0, crossed), factorIds.length),
    questions: importanceSumsIn(sums.subarray(crossed)).map(importance),
  });
  const total = new Float64Array(blocks[0]?.length ?? crossed + noImportanceNumbers(plan).length);
  for (const block of blocks) for (let at = 0; at < total.length; at++) total[at]! += block[at]!;
  const { found, questions } = measure(total);
  const none = factorIds.map(() => undefined);
  const intervals =
    found === undefined
      ? []
      : bootstrapIntervals(blocks, (sums) => {
          const drawn = measure(sums);
          return [...(drawn.found?.shares ?? none), ...drawn.questions];
        });
  return {
    people: total[0]!,
    factors: factorIds.flatMap((factorId, index) =>
      found ? [{ factorId, share: found.shares[index]!, interval: intervals[index] }] : [],
    ),
    explained: found?.explained,
    meanCorrelation: found?.meanCorrelation,
    questions: plan.questions.map(({ id }, index) => ({
      questionId: id,
      importance: questions[index],
      interval: intervals[factorIds.length + index],
    })),
  };
}
