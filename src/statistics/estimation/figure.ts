/**
 * The only way for a number to leave the program. A figure is shown with its n, its interval or the reason why there is
 * none, its method and what its units mean; or it says why it is not shown, and then holds nothing to work it out from.
 * Everything in it survives JSON.
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
import { suppressSums, type Sum } from '../disclosure/suppressSums.ts';
import { MINIMUM_RESPONDENTS } from '../disclosure/threshold.ts';

/** Units as they were when the answers were given, or as of a day, answers being counted to the units of that day. */
export type UnitsBasis = 'asCollected' | { readonly asOfOn: string };

export interface FigureContext {
  readonly unitsBasis: UnitsBasis;
  /** What interrupts the series before this figure: another method, or a reorganisation of units. */
  readonly seriesBreak?: 'method' | 'units';
  /** A published figure has to be reliable; one that watches an open round only says that it is not. */
  readonly purpose: 'publication' | 'monitoring';
  /** Of the same scope over the units of the round, from `roundDesignEffect`. */
  readonly designEffect: number;
  /** Set where the table that the figure stands in hides it so that others cannot be worked out. */
  readonly complementary?: boolean;
  /** Set where the round did not ask about all of the unit, as it is on the day that it is read by. */
  readonly partlyAsked?: boolean;
}

export interface FigureFrame {
  /** Id and version of the method: `sipas-2017@1`. */
  readonly method: string;
  readonly scope: Scope;
  readonly unitsBasis: UnitsBasis;
  /** A self-selected sample's interval holds only if those who answered were like the others. */
  readonly sample: 'probability' | 'selfSelected';
  readonly seriesBreak?: 'method' | 'units';
}

/** Its `unreliability` says why it would not be published; a figure that is published has none. */
export interface ShownFigure extends FigureFrame, Precision {
  readonly state: 'shown';
  /** Percent, rounded half up to the method's decimals. */
  readonly value: Decimal;
  /** The share before rounding, exactly: "20082/22000". */
  readonly exactShare: string;
  /** People who answered within the scope. */
  readonly people: number;
  /** Valid answers. */
  readonly answers: number;
  /**
   * Of the share, with population correction where there is one. 0 in a census only: where all who answered agree by chance, the
   * interval says more than their variance.
   */
  readonly variance?: number;
  readonly everyoneAsked: boolean;
}

/** Enough people to be told of, too few to be sure of. */
export interface UnreliableFigure extends FigureFrame {
  readonly state: 'unreliable';
  readonly people: number;
  readonly reason: Unreliability | NoIntervalReason;
  /** The stratum of a sample of several that makes it so, where it is one. */
  readonly stratum?: Localized;
}

export interface HiddenFigure extends FigureFrame {
  readonly state: 'hidden';
  /**
   * `fewPeople`: fewer than ten people, or a figure from which one of so few could be worked out. Which of the two is not
   * told: who knows that of eleven hidden people one cell has below ten and the other not knows both.
   */
  readonly reason: 'fewPeople' | 'partlyAsked' | 'roundOpen';
}

/** Of an open round: the index lies between two whole percents. */
export interface LiveFigure extends FigureFrame {
  readonly state: 'live';
  /** Percent, 0 to 100. */
  readonly low: number;
  readonly high: number;
  /** Respondents behind it, rounded down to tens. */
  readonly people: number;
  /** When the band was drawn, in ISO 8601. */
  readonly asOf: string;
}

/** Of an open round, with too few respondents or answers for a band. */
export interface CollectingFigure extends FigureFrame {
  readonly state: 'collecting';
  /** Respondents of the unit. */
  readonly people: number;
  /** What more of there has to be. */
  readonly needs: 'respondents' | 'answers';
}

/** No number: nobody has answered, or something that the method weighs was answered by nobody. */
export interface MissingFigure extends FigureFrame {
  readonly state: 'none';
  readonly reason: NoValueReason;
  /** The stratum without answers, population or people enough. */
  readonly stratum?: Localized;
}

export type Figure =
  ShownFigure | UnreliableFigure | HiddenFigure | MissingFigure | LiveFigure | CollectingFigure;

/**
 * The figure of a scope in a sample.
 *
 * Looked at in this order: nobody answered; fewer than 10 people, or hidden for others' sake; no value; and, where it
 * is to be published, not reliable.
 *
 * @see docs/methodology.md, sections 3, 5 and 9
 */
export function figure(plan: CountingPlan, scope: Scope, sample: Sample, context: FigureContext): Figure {
  return figureOfEstimate(plan, scope, estimate(plan, scope, sample), {
    ...context,
    isProbability: sample.isProbability,
  });
}

/** The same, of an estimate that was made before. */
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
    ...frame, // last: what is written behind a spread costs a hundred times what stands before it
  };
}

/** The design effect of a scope over the units of a round. */
export function roundDesignEffect(plan: CountingPlan, scope: Scope, units: readonly Sample[]): number {
  return designEffect(units.map((unit) => estimate(plan, scope, unit)));
}

/** The share that a figure was rounded from. */
export function shareOfFigure({ exactShare }: ShownFigure): Ratio {
  const [numerator = '', denominator = ''] = exactShare.split('/');
  return ratio(BigInt(numerator), BigInt(denominator));
}

/** Whether two figures are of one share, or neither is shown. */
export function isSameShare(one: Figure | undefined, other: Figure | undefined): boolean {
  const share = (of: Figure | undefined) => (of?.state === 'shown' ? of.exactShare : undefined);
  return share(one) === share(other);
}

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

/** Records that count, and all of them: cases on time, files without fault. Whole numbers, part ≤ whole. */
export interface RateCounts {
  readonly part: number;
  readonly whole: number;
}

/** A share of records, which is administrative and in no index of a survey. */
export type RateFigure =
  | (RateCounts & {
      readonly state: 'shown';
      /** Percent. */
      readonly value: Decimal;
      /** 95 %, shares from 0 to 1; absent where every record is counted, and nothing is left to chance. */
      readonly interval?: Interval;
    })
  | { readonly state: 'hidden' }
  /** There is nothing to take a share of. */
  | { readonly state: 'none' };

/**
 * Shares of records, hidden where they are of fewer than ten, or would let such a one be worked out.
 *
 * @param counts by key, of every cell that is shown or can be subtracted; and the sums that a reader can make of them
 * @returns the figure of a key; of one that is not among the counts, none
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
