/**
 * Sums for the drivers of satisfaction: how respondents' ratings of factors go along with an outcome. Respondents are dealt
 * into blocks in the order of the log, for bootstrap intervals.
 */
import { BLOCKS, bootstrapIntervals } from '../../statistics/estimation/blockBootstrap.ts';
import {
  NO_OPINION,
  type CountingPlan,
  type PlannedQuestion,
} from '../../statistics/estimation/countingPlan.ts';
import {
  addPositions,
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
import { digitOf, findDigit, type CodeColumn } from './codeColumns.ts';
import { chunkScorer } from './chunkScores.ts';
import type { CountingTask } from './columnQuery.ts';
import { groupedRows, noGroups, OUT } from './groupRows.ts';
import type { HeldChunk } from './heldChunk.ts';

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

interface QuestionImportance {
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
  const variables = variablesOf(plan, factorIds, outcome);
  const crossed = crossProductsLength(factorIds.length);
  const width = crossed + noImportanceNumbers(plan).length;
  const blocks = Array.from({ length: BLOCKS }, () => new Float64Array(width));
  const scoresOf = chunkScorer(plan, { components: [], factors: false });
  let position = 0;

  return {
    add(chunk: HeldChunk): void {
      const { counts } = scoresOf(chunk);
      const { rows } = groupedRows(noGroups(), { chunk, query: { axes: [], ...query }, excluded, counts });
      const some = rows[OUT + 1] ?? new Uint32Array(0);
      const adder = blockAdder(plan, variables, chunk, Math.ceil(some.length / BLOCKS));
      for (let index = 0; index < some.length && index < BLOCKS; index++) {
        adder.read(some, index);
        adder.addTo(blocks[(position + index) % BLOCKS]!);
      }
      position += some.length;
    },
    result: (): Drivers => driversOf(plan, factorIds, crossed, blocks.slice(0, position)),
  };
}

/** For each question of the plan, whether a variable is the mean of its answers among others. */
type Variable = readonly boolean[];

/** What explains, by factor, and last what is explained. */
function variablesOf(
  { questions, factors }: CountingPlan,
  factorIds: readonly string[],
  outcome: Outcome,
): Variable[] {
  const isExplained = ({ id }: PlannedQuestion): boolean => outcome.kind === 'question' && id === outcome.id;
  return [
    ...factorIds.map((factorId) =>
      questions.map((question) => factors[question.factor] === factorId && !isExplained(question)),
    ),
    questions.map((question) => outcome.kind === 'whole' || isExplained(question)),
  ];
}

/** More than a person's heights add up to. */
const ANSWERED = 1024;

/**
 * Adds respondents of a chunk to their blocks, a block at a time, so that what is at work stays in the fastest memory.
 *
 * @param peopleMax of a block within the chunk
 */
function blockAdder(
  plan: CountingPlan,
  variables: readonly Variable[],
  { levels }: HeldChunk,
  peopleMax: number,
) {
  const columns = levels.map(({ codes }) => ({ codes, some: new Uint8Array(peopleMax) }));
  const found = plan.questions.map((question) => heightsIn(levels, question));
  const everything = plan.questions.map(() => true);
  const ratings = [...variables, everything].map((variable): Ratings => ({
    worths: worthsOf(levels, found, variable),
    sums: new Float64Array(peopleMax),
    answered: new Uint16Array(peopleMax),
  }));
  const all = ratings.at(-1)!;
  const reciprocals = new Float64Array(peopleMax);
  const values = new Float64Array(variables.length);
  const crossed = crossProductsLength(variables.length - 1);
  let people = 0;

  function addCrossed(block: Float64Array): void {
    for (let person = 0; person < people; person++) {
      let isComplete = true;
      for (let at = 0; at < values.length; at++) {
        const { sums, answered } = ratings[at]!;
        if (answered[person] === 0) isComplete = false;
        values[at] = sums[person]! / answered[person]!;
      }
      if (isComplete) addCrossProducts(block, values);
    }
  }

  return {
    /** Reads the answers of every BLOCKSth row. */
    read(rows: Uint32Array, first: number): void {
      people = Math.ceil((rows.length - first) / BLOCKS);
      for (let person = 0; person < people; person++) {
        const row = rows[first + person * BLOCKS]!;
        for (let column = 0; column < columns.length; column++)
          columns[column]!.some[person] = columns[column]!.codes[row]!;
      }
      for (const one of ratings) rate(one, columns, people);
      for (let person = 0; person < people; person++)
        reciprocals[person] = all.answered[person]! > 1 ? 1 / (all.answered[person]! - 1) : 0;
    },
    addTo(block: Float64Array): void {
      addCrossed(block);
      found.forEach((one, question) => {
        if (!one) return;
        const own = { codes: columns[one.column]!.some, heights: one.heights };
        addPositions(block, crossed + question * IMPORTANCE_NUMBERS, own, {
          people,
          sums: all.sums,
          reciprocals,
        });
      });
    },
  };
}

/** What people give to a variable: the sum of their heights, and the number of their answers. */
interface Ratings {
  readonly worths: ReturnType<typeof worthsOf>;
  readonly sums: Float64Array;
  readonly answered: Uint16Array;
}

function rate(
  { worths, sums, answered }: Ratings,
  columns: readonly { readonly some: Uint8Array }[],
  people: number,
): void {
  sums.fill(0);
  for (const [index, worth] of worths) {
    const { some } = columns[index]!;
    for (let person = 0; person < people; person++) sums[person]! += worth[some[person]!]!;
  }
  for (let person = 0; person < people; person++) {
    const count = (sums[person]! / ANSWERED) | 0;
    answered[person] = count;
    sums[person]! -= count * ANSWERED;
  }
}

interface QuestionHeights {
  /** Index of the column that holds the question. */
  readonly column: number;
  /** By code of the column; NaN where an answer is none on the scale. */
  readonly heights: Float64Array;
}

/** @returns undefined if none of the chunk's respondents was asked the question */
function heightsIn(
  columns: readonly CodeColumn[],
  { id, levels }: PlannedQuestion,
): QuestionHeights | undefined {
  const found = findDigit(columns, id);
  if (!found) return undefined;
  const heights = Float64Array.from({ length: found.column.width }, (_, code) => {
    const level = digitOf(found.digit, code) - 1;
    return level > NO_OPINION && level <= levels ? heightOf(levels, level) : NaN;
  });
  return { column: columns.indexOf(found.column), heights };
}

/**
 * What the codes of columns add to a variable: heights, and ANSWERED for each answer, so that one pass over a column serves all its
 * questions.
 */
function worthsOf(
  columns: readonly CodeColumn[],
  questions: readonly (QuestionHeights | undefined)[],
  variable: Variable,
): (readonly [column: number, worths: Float64Array])[] {
  const some = questions.filter((_, index) => variable[index]).filter((question) => question !== undefined);
  return columns.flatMap(({ width }, column) => {
    const worths = new Float64Array(width);
    for (const { heights } of some.filter((question) => question.column === column))
      heights.forEach((height, code) => (worths[code]! += height >= 0 ? height + ANSWERED : 0));
    return worths.some((worth) => worth > 0) ? [[column, worths] as const] : [];
  });
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
