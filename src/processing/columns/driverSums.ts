/**
 * Sums for the drivers of satisfaction: how respondents' ratings of factors go along with an outcome. Respondents are dealt
 * into blocks in the order of the log, for bootstrap intervals.
 */
import { BLOCKS, bootstrapIntervals } from '../../statistics/estimation/blockBootstrap.ts';
import { NO_OPINION, type CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import {
  addImportanceNumbers,
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
import { UNANSWERED_BYTE } from './chunk.ts';
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
  const width = crossed + noImportanceNumbers(plan).length;
  const blocks = Array.from({ length: BLOCKS }, () => new Float64Array(width));
  const read = rowReader(plan, factorIds, outcome);
  const scoresOf = chunkScorer(plan, { components: [], factors: false });
  let position = 0;
  return {
    add(chunk: HeldChunk): void {
      const { counts } = scoresOf(chunk);
      const columns = plan.questions.map(({ id }) => levelsOf(chunk, id));
      const groups = noGroups();
      const { rows } = groupedRows(groups, { chunk, query: { axes: [], ...query }, excluded, counts });
      for (const row of rows[OUT + 1] ?? []) {
        const { values, levels } = read(columns, row);
        const block = blocks[position++ % BLOCKS]!;
        addImportanceNumbers(plan, block.subarray(crossed), levels);
        if (values) addCrossProducts(block.subarray(0, crossed), values);
      }
    },
    result: (): Drivers => driversOf(plan, factorIds, crossed, blocks.slice(0, position)),
  };
}

/** Reads the levels of a row, and its positions on each factor and the outcome; no values if one of them is missing. */
function rowReader(plan: CountingPlan, factorIds: readonly string[], outcome: Outcome) {
  const levels = new Int16Array(plan.questions.length);
  const values = new Float64Array(factorIds.length + 1);
  const [sums, answered] = [new Float64Array(values.length), new Uint16Array(values.length)];
  const last = factorIds.length;
  const factorOf = plan.questions.map(({ factor }) => factorIds.indexOf(plan.factors[factor]!));
  return (columns: readonly Uint8Array[], row: number) => {
    sums.fill(0);
    answered.fill(0);
    const put = (at: number, height: number): void => {
      sums[at]! += height;
      answered[at]! += 1;
    };
    for (const [index, question] of plan.questions.entries()) {
      const level = columns[index]![row]!;
      levels[index] = level === UNANSWERED_BYTE ? NO_OPINION : level;
      if (levels[index] <= NO_OPINION) continue;
      const height = heightOf(question.levels, level);
      const isOutcome = outcome.kind === 'question' && question.id === outcome.id;
      if (isOutcome || outcome.kind === 'whole') put(last, height);
      if (!isOutcome) put(factorOf[index]!, height);
    }
    for (let at = 0; at < values.length; at++) values[at] = sums[at]! / answered[at]!;
    return { levels, values: answered.includes(0) ? undefined : values };
  };
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
