/** The change between two figures, and whether it is statistically significant. */
import type { Figure, ShownFigure, UnitsBasis } from './figure.ts';
import { shareOfFigure } from './figure.ts';
import { differenceOfRatios, ratioToNumber, type Ratio } from './ratio.ts';
import { differenceOfDecimals, shareAsPercent, type Decimal } from './rounding.ts';
import type { Method } from '../method/method.ts';
import type { Interval } from './interval.ts';

export type Movement = 'rose' | 'fell' | 'notToldApart';

/** Something that changed between two figures, so that their difference is not only a change of opinion. */
export type Break = 'method' | 'units' | 'sample';

export interface ShownChange {
  readonly state: 'shown';
  /** Percentage points, rounded; the difference of the published or of the exact figures, as the method says. */
  readonly points: Decimal;
  /** Percentage points, exact up to floating-point error. */
  readonly exactPoints: number;
  /** 95 %, percentage points; absent when one of the figures has no interval. */
  readonly intervalPoints?: readonly [low: number, up: number];
  readonly movement?: Movement;
  /** To be shown wherever the change is shown. */
  readonly breaks: readonly Break[];
}

export interface MissingChange {
  readonly state: 'none';
  readonly reason: 'laterNotShown' | 'earlierNotShown';
}

/**
 * Change from an earlier to a later figure of the same scope, of two samples that by design have no respondents in common.
 *
 * @returns only the reason if either figure is not shown, because the change would disclose it
 * @see docs/methodology.md, sections 3 and 6
 */
export function changeBetween(
  later: Figure,
  earlier: Figure,
  changeOf: Method['changeOf'],
): ShownChange | MissingChange {
  if (later.state !== 'shown') return { state: 'none', reason: 'laterNotShown' };
  if (earlier.state !== 'shown') return { state: 'none', reason: 'earlierNotShown' };
  const [after, before] = [shareOfFigure(later), shareOfFigure(earlier)];
  const exact = differenceOfRatios(after, before);
  const decimals = Math.max(later.value.decimals, earlier.value.decimals);
  return {
    state: 'shown',
    points:
      changeOf === 'published'
        ? differenceOfDecimals(later.value, earlier.value)
        : shareAsPercent(exact, decimals),
    exactPoints: 100 * ratioToNumber(exact),
    breaks: breaksBetween(later, earlier),
    ...movementBetween(withInterval(later, after), withInterval(earlier, before)),
  };
}

/**
 * Interval of the difference of two independent shares from their own intervals (Newcombe's hybrid score interval when
 * those are Wilson's). Unlike difference ± z·se, it stays within −1 … 1 and is correct near 100 %.
 *
 *     low = (p₁−p₀) − √((p₁−l₁)² + (u₀−p₀)²),   up = (p₁−p₀) + √((u₁−p₁)² + (p₀−l₀)²)
 *
 * @param later share 0 … 1 with its interval; likewise `earlier`
 * @returns difference −1 … 1
 * @see docs/methodology.md, section 6; Newcombe 1998, method 10
 */
export function differenceInterval(
  later: Interval & { share: number },
  earlier: Interval & { share: number },
): Interval {
  const difference = later.share - earlier.share;
  return {
    low: difference - Math.hypot(later.share - later.low, earlier.up - earlier.share),
    up: difference + Math.hypot(later.up - later.share, earlier.share - earlier.low),
  };
}

/** "Rose" and "fell" only if the interval excludes 0. */
export function movementOf({ low, up }: Interval): Movement {
  if (low > 0) return 'rose';
  return up < 0 ? 'fell' : 'notToldApart';
}

type WithInterval = Interval & { readonly share: number };

function movementBetween(
  later: WithInterval | undefined,
  earlier: WithInterval | undefined,
): Pick<ShownChange, 'intervalPoints' | 'movement'> {
  if (!later || !earlier) return {};
  const interval = differenceInterval(later, earlier);
  return { intervalPoints: [interval.low * 100, interval.up * 100], movement: movementOf(interval) };
}

function withInterval({ intervalPercent }: ShownFigure, share: Ratio): WithInterval | undefined {
  if (intervalPercent === undefined) return undefined;
  const [low, up] = intervalPercent;
  return { share: ratioToNumber(share), low: low / 100, up: up / 100 };
}

function breaksBetween(later: ShownFigure, earlier: ShownFigure): Break[] {
  const { seriesBreak } = later;
  const isOf: Record<Break, boolean> = {
    method: seriesBreak === 'method' || later.method !== earlier.method,
    units: seriesBreak === 'units' || !isSameBasis(later.unitsBasis, earlier.unitsBasis),
    sample: later.sample !== earlier.sample,
  };
  return breakKinds.filter((kind) => isOf[kind]);
}

const breakKinds: readonly Break[] = ['units', 'method', 'sample'];

function isSameBasis(one: UnitsBasis, other: UnitsBasis): boolean {
  if (one === 'asCollected' || other === 'asCollected') return one === other;
  return one.asOfOn === other.asOfOn;
}
