/**
 * The index of a file of answers, without a store, so that a statistician can check the program against other software. It
 * uses the same functions as the pages. Nothing is suppressed, because the reader owns the file.
 */
import {
  cellsByStratum,
  columnErrors,
  populationsOf,
  stratumReader,
  type AnswersError,
  type TextTable,
} from '../../statistics/estimation/answersTable.ts';
import {
  belowMinimumIn,
  emptyCell,
  peopleIn,
  sumOfCells,
  type Cell,
} from '../../statistics/estimation/cell.ts';
import { countingPlan, type CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { designEffect } from '../../statistics/sampling/effectiveSize.ts';
import {
  estimate,
  type NoValueReason,
  type Sample,
  type Stratum,
} from '../../statistics/estimation/estimate.ts';
import { methodErrors, type MethodError } from '../../statistics/method/methodErrors.ts';
import { NO_FACTOR, type MethodOfFile } from '../../design/methods/methodFile.ts';
import { populationErrors, type PopulationError } from '../../statistics/sampling/populationErrors.ts';
import { precisionOf, type NoIntervalReason } from '../../statistics/estimation/precision.ts';
import { ratioToNumber } from '../../statistics/estimation/ratio.ts';
import type { Unreliability } from '../../statistics/estimation/reliability.ts';
import { shareAsPercent } from '../../statistics/estimation/rounding.ts';
import { WHOLE, type Scope } from '../../statistics/estimation/scope.ts';
import { decimalText } from '../../platform/text/numbers.ts';

interface OfflineFigure {
  /** Not rounded; null if there is no index. */
  readonly indexPercent: number | null;
  /** Rounded half up to the method's decimals. */
  readonly indexText: string | null;
  readonly respondents: number;
  readonly answers: number;
  /** Variance of the share, with the population correction if there are strata. Null if it is 0 and the sample is not a census. */
  readonly variance: number | null;
  /** Also null in a census, where the interval is a point. */
  readonly nEffective: number | null;
  readonly intervalPercent: readonly [low: number, up: number] | null;
  readonly designEffect: number;
  /** Why there is no index or no interval, or why pages would not publish it. */
  readonly reason?: NoValueReason | NoIntervalReason | Unreliability;
  /** The stratum that causes this, if one does. */
  readonly stratum?: string;
}

export interface OfflineIndex extends OfflineFigure {
  /** Responses with fewer answers than the method's minimum; not included in the respondents. */
  readonly belowMinimum: number;
  readonly factors: Readonly<Record<string, OfflineFigure>>;
  readonly questions: Readonly<Record<string, OfflineFigure>>;
}

export type OfflineError =
  { readonly kind: 'method'; readonly error: MethodError } | AnswersError | PopulationError;

/**
 * Index, variance, effective size and interval of a file, and of each of its factors and questions.
 *
 * The design effect uses the strata of the column `stratum` as units, or else the whole file. With `strata` (columns
 * `stratum`, `population`) the file is a stratified probability sample; without, all responses are pooled. A cell of the
 * answers is a level, `x` for "no opinion", or empty.
 *
 * @returns the figures, or every error in the files
 * @see docs/methodology.md, sections 3 and 5
 */
export function offlineIndex(
  { method, shape }: MethodOfFile,
  answers: TextTable,
  strata?: TextTable,
): OfflineIndex | readonly OfflineError[] {
  const unfit = methodErrors(method, shape);
  if (unfit.length > 0) return unfit.map((error) => ({ kind: 'method', error }));
  const plan = countingPlan(method, shape);
  const misread = columnErrors(plan, answers, strata);
  if (misread.length > 0) return misread;

  const populations = strata && populationsOf(strata, misread);
  const cells = cellsByStratum(plan, answers, stratumReader(answers, populations), misread);
  const errors = [...misread, ...(populations ? populationErrors(peopleByStratum(cells), populations) : [])];
  return errors.length > 0 ? errors : indexOfCells(plan, cells, populations);
}

function peopleByStratum(cells: ReadonlyMap<string, Cell>): ReadonlyMap<string, number> {
  return new Map([...cells].map(([stratum, cell]) => [stratum, peopleIn(cell)]));
}

function indexOfCells(
  plan: CountingPlan,
  cells: ReadonlyMap<string, Cell>,
  populations: ReadonlyMap<string, number> | undefined,
): OfflineIndex {
  const all = sumOfCells(plan, [...cells.values()]);
  const sample: Sample = populations
    ? { strata: stratified(plan, cells, populations), isProbability: true }
    : { strata: [{ cell: all }], isProbability: false };
  const units = [...cells.values()].map((cell): Sample => ({ strata: [{ cell }], isProbability: false }));
  const figureOf = (scope: Scope) => offlineFigure(plan, scope, sample, units);
  const factors = plan.factors.filter((id) => id !== NO_FACTOR);
  return {
    ...figureOf(WHOLE),
    belowMinimum: belowMinimumIn(all),
    factors: Object.fromEntries(factors.map((id) => [id, figureOf({ kind: 'factor', id })])),
    questions: Object.fromEntries(plan.questions.map(({ id }) => [id, figureOf({ kind: 'question', id })])),
  };
}

function stratified(
  plan: CountingPlan,
  cells: ReadonlyMap<string, Cell>,
  populations: ReadonlyMap<string, number>,
): Stratum[] {
  return [...populations].map(([name, population]) => ({
    cell: cells.get(name) ?? emptyCell(plan),
    population,
    name: { vi: name },
  }));
}

function offlineFigure(
  plan: CountingPlan,
  scope: Scope,
  sample: Sample,
  units: readonly Sample[],
): OfflineFigure {
  const measured = estimate(plan, scope, sample);
  const deff = designEffect(units.map((unit) => estimate(plan, scope, unit)));
  const precision = measured.share && precisionOf(plan, measured, deff);
  const reason = measured.noValue ?? precision?.noInterval ?? precision?.unreliability;
  const stratum = (measured.noValue === undefined ? precision : measured)?.stratum?.vi;
  const { share } = measured;
  return {
    indexPercent: share ? 100 * ratioToNumber(share) : null,
    indexText: share ? decimalText(shareAsPercent(share, plan.method.decimals), 'en') : null,
    respondents: measured.answered,
    answers: measured.valid,
    variance: measured.variance === 0 && !measured.isCensus ? null : (measured.variance ?? null),
    nEffective: precision?.effectiveSize ?? null,
    intervalPercent: precision?.intervalPercent ?? null,
    designEffect: deff,
    ...(reason !== undefined && { reason }),
    ...(stratum !== undefined && { stratum }),
  };
}
