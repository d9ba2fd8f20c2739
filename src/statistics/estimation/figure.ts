/**
 * The only way for a number to leave the program. A published figure carries its n, its interval or the reason why there is
 * none, its method and the date of its units. A figure that is not shown states why, and then contains nothing from which it
 * could be computed. Everything in it survives JSON.
 */
import type { Localized } from '../../platform/text/localized.ts';
import type { CountingPlan } from './countingPlan.ts';
import { designEffect } from '../sampling/effectiveSize.ts';
import { estimate, type Estimate, type NoValueReason, type Sample } from './estimate.ts';
import { wilsonInterval, type Interval } from './interval.ts';
import { precisionOf, type NoIntervalReason, type Precision } from './precision.ts';
import { ratio, type Ratio } from './ratio.ts';
import type { Unreliability } from './reliability.ts';
import { percentRounded, shareAsPercent, type Decimal } from './rounding.ts';
import type { Scope } from './scope.ts';
import { suppressSums, type Sum } from '../disclosure/suppressTable.ts';
import { MINIMUM_RESPONDENTS } from '../disclosure/threshold.ts';

/** Units as they were at collection, or as of a day, with answers assigned to the units of that day. */
export type UnitsBasis = 'asCollected' | { readonly asOfOn: string };

export interface FigureContext {
  readonly unitsBasis: UnitsBasis;
  /** What breaks the series before this figure: another method, or a reorganisation of units. */
  readonly seriesBreak?: 'method' | 'units';
  /** A published figure has to be reliable; a figure that monitors an open round only reports that it is not. */
  readonly purpose: 'publication' | 'monitoring';
  /** The design effect of the same scope over the units of the round, from `roundDesignEffect`. */
  readonly designEffect: number;
  /** Secondary suppression: the table that contains the figure suppresses it to protect others. */
  readonly complementary?: boolean;
  /** The round did not cover the whole unit as it is on the day used for its units. */
  readonly partlyAsked?: boolean;
}

export interface FigureFrame {
  /** Id and version of the method: `sipas-2017@1`. */
  readonly method: string;
  readonly scope: Scope;
  readonly unitsBasis: UnitsBasis;
  /** The interval of a self-selected sample holds only if respondents resemble non-respondents. */
  readonly sample: 'probability' | 'selfSelected';
  readonly seriesBreak?: 'method' | 'units';
}

/** Its `unreliability` says why it would not be published; a published figure has none. */
export interface ShownFigure extends FigureFrame, Precision {
  readonly state: 'shown';
  /** Percent, rounded half up to the method's decimals. */
  readonly value: Decimal;
  /** The exact share before rounding: "20082/22000". */
  readonly exactShare: string;
  /** Respondents within the scope. */
  readonly people: number;
  /** Valid answers. */
  readonly answers: number;
  /**
   * Variance of the share, with the population correction where there is one. It is 0 in a census only. It is absent where
   * all respondents of a sample agree by chance: the interval is more informative there.
   */
  readonly variance?: number;
  readonly everyoneAsked: boolean;
}

/** Enough respondents to publish, but too imprecise. */
interface UnreliableFigure extends FigureFrame {
  readonly state: 'unreliable';
  readonly people: number;
  readonly reason: Unreliability | NoIntervalReason;
  /** The stratum that causes this, if one of several does. */
  readonly stratum?: Localized;
}

interface HiddenFigure extends FigureFrame {
  readonly state: 'hidden';
  /**
   * `fewPeople`: fewer than ten respondents, or a figure that would disclose such a small cell. Primary and secondary
   * suppression are not distinguished. If two suppressed cells had eleven respondents together and a reader knew that only
   * one was below ten, both counts would follow.
   */
  readonly reason: 'fewPeople' | 'partlyAsked' | 'roundOpen';
}

/** A figure of an open round: the index lies between two whole percents. */
export interface LiveFigure extends FigureFrame {
  readonly state: 'live';
  /** Percent, 0 to 100. */
  readonly low: number;
  readonly high: number;
  /** The number of respondents, rounded down to tens. */
  readonly people: number;
  /** When the band was drawn (ISO 8601). */
  readonly asOf: string;
}

/** A figure of an open round with too few respondents or answers for a band. */
export interface CollectingFigure extends FigureFrame {
  readonly state: 'collecting';
  /** Respondents of the unit. */
  readonly people: number;
  /** What is still lacking. */
  readonly needs: 'respondents' | 'answers';
}

/** No value: there are no answers, or no answers to something that has a weight in the method. */
interface MissingFigure extends FigureFrame {
  readonly state: 'none';
  readonly reason: NoValueReason;
  /** The stratum that lacks answers, a population, or enough respondents. */
  readonly stratum?: Localized;
}

export type Figure =
  ShownFigure | UnreliableFigure | HiddenFigure | MissingFigure | LiveFigure | CollectingFigure;

/**
 * The figure of a scope in a sample.
 *
 * Checked in this order: no respondents; fewer than 10 respondents, or secondary suppression; no value; and, for publication,
 * not reliable.
 *
 * @see docs/methodology.md, sections 3, 5 and 9
 */
export function figure(plan: CountingPlan, scope: Scope, sample: Sample, context: FigureContext): Figure {
  return figureOfEstimate(plan, scope, estimate(plan, scope, sample), {
    ...context,
    isProbability: sample.isProbability,
  });
}

/** The same, for an existing estimate. */
export function figureOfEstimate(
  plan: CountingPlan,
  scope: Scope,
  measured: Estimate,
  context: FigureContext & Pick<Sample, 'isProbability'>,
): Figure {
  const frame = frameOf(plan, scope, context);
  if (measured.noValue === 'noAnswers' && context.complementary !== true)
    return { state: 'none', reason: 'noAnswers', ...frame };
  if (context.partlyAsked === true) return { state: 'hidden', reason: 'partlyAsked', ...frame };
  if (measured.answered < MINIMUM_RESPONDENTS || context.complementary === true) {
    return { state: 'hidden', reason: 'fewPeople', ...frame };
  }
  if (measured.noValue !== undefined) {
    const { noValue: reason, stratum } = measured;
    return { state: 'none', reason, ...(stratum && { stratum }), ...frame };
  }

  const precision = precisionOf(plan, measured, context.designEffect);
  const doubt = precision.unreliability ?? precision.noInterval;
  if (context.purpose === 'publication' && doubt !== undefined) {
    const { stratum } = precision;
    return {
      state: 'unreliable',
      people: measured.answered,
      reason: doubt,
      ...(stratum && { stratum }),
      ...frame,
    };
  }
  const { share, variance } = measured;
  return {
    state: 'shown',
    value: shareAsPercent(share!, plan.method.decimals),
    exactShare: `${share!.numerator}/${share!.denominator}`,
    people: measured.answered,
    answers: measured.valid,
    everyoneAsked: measured.isCensus,
    ...(variance !== undefined && (variance > 0 || measured.isCensus) && { variance }),
    ...precision,
    ...frame, // kept last: properties written after a spread cost a hundred times as much
  };
}

/** The design effect of a scope over the units of a round. */
export function roundDesignEffect(plan: CountingPlan, scope: Scope, units: readonly Sample[]): number {
  return designEffect(units.map((unit) => estimate(plan, scope, unit)));
}

/** The exact share behind a rounded figure. */
export function shareOfFigure({ exactShare }: ShownFigure): Ratio {
  const [numerator = '', denominator = ''] = exactShare.split('/');
  return ratio(BigInt(numerator), BigInt(denominator));
}

/** Whether two figures have the same share, or neither is shown. */
export function isSameShare(one: Figure | undefined, other: Figure | undefined): boolean {
  const share = (of: Figure | undefined) => (of?.state === 'shown' ? of.exactShare : undefined);
  return share(one) === share(other);
}

/** The part of a figure that says what it measures: method, scope, basis of units, kind of sample and series break. */
export function frameOf(
  plan: CountingPlan,
  scope: Scope,
  {
    unitsBasis,
    isProbability,
    seriesBreak,
  }: Pick<FigureContext, 'unitsBasis' | 'seriesBreak'> & Pick<Sample, 'isProbability'>,
): FigureFrame {
  const sample = isProbability ? 'probability' : 'selfSelected';
  const frame = { method: `${plan.method.id}@${plan.method.version}`, scope, unitsBasis, sample } as const;
  return seriesBreak === undefined ? frame : { seriesBreak, ...frame };
}

/** Records that meet a criterion (cases on time, files without error), and all records. Whole numbers, part ≤ whole. */
export interface RateCounts {
  readonly part: number;
  readonly whole: number;
}

/** A share of administrative records; never part of a survey index. */
export type RateFigure =
  | (RateCounts & {
      readonly state: 'shown';
      /** Percent. */
      readonly value: Decimal;
      /** 95 %, shares from 0 to 1; absent if every record is counted, so there is no sampling error. */
      readonly interval?: Interval;
    })
  | { readonly state: 'hidden' }
  /** There are no records. */
  | { readonly state: 'none' };

/**
 * Shares of records. A share is suppressed if it covers fewer than ten records, or would disclose one that does.
 *
 * @param counts by key, for every cell that is shown or can be subtracted, and the sums that a reader can form from them
 * @returns a function that gives the figure of a key; `none` for an unknown key
 * @see docs/methodology.md, section 9
 */
export function rateFigures(
  counts: ReadonlyMap<string, RateCounts>,
  sums: readonly Sum<string>[],
  { decimals, isSample }: { readonly decimals: number; readonly isSample: boolean },
): (key: string) => RateFigure {
  const suppressed = suppressSums((key) => counts.get(key)?.whole ?? 0, [...counts.keys()], sums);
  return (key) => {
    const { part, whole } = counts.get(key) ?? { part: 0, whole: 0 };
    if (whole === 0) return { state: 'none' };
    if (suppressed.has(key)) return { state: 'hidden' };
    const interval = isSample ? { interval: wilsonInterval(part / whole, whole) } : {};
    return { state: 'shown', value: percentRounded(part, whole, decimals), part, whole, ...interval };
  };
}
