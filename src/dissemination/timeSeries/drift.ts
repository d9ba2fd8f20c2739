/** Whether an index over time changes by more than it usually does, and what happened when it did. */
import { addDays } from '../../platform/calendar/calendarDay.ts';
import {
  CHART_POINTS_FIRM,
  controlChart,
  seasonOf,
  type ChartSignal,
  type ControlChart,
  type MonthOfYear,
} from '../../statistics/estimation/controlChart.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import type { GatheredRound } from './gatherSeries.ts';
import type { Happening } from './happenings.ts';
import { periodStart, type PeriodSize } from './timePeriod.ts';

export interface DriftPoint {
  /** First day within its round, `YYYY-MM-DD`. */
  readonly from: string;
  /** 0 … 1, as rounded for publication: the exact shares of periods are not published. */
  readonly share: number;
  readonly people: number;
}

export interface ChangePoint extends ChartSignal {
  /** Position of the point at which the index changed: where the sign begins, or where it ends if the series begins with it. */
  readonly at: number;
  /** What happened in that period, or in the one before. */
  readonly happenings: readonly Happening[];
}

/** Consecutive rounds between which nothing breaks the series; its periods that are shown. */
export interface DriftPhase {
  readonly points: readonly DriftPoint[];
  /** Absent with fewer than eight points. */
  readonly chart?: ControlChart;
  readonly isProvisional: boolean;
  readonly changes: readonly ChangePoint[];
  /** By months, from twelve stable ones on. */
  readonly season?: readonly MonthOfYear[];
}

export function driftOf(
  series: readonly GatheredRound[],
  size: PeriodSize,
  happenings: readonly Happening[],
): readonly DriftPhase[] {
  const phases: DriftPoint[][] = [];
  for (const { breaks, points } of series) {
    if (phases.length === 0 || breaks.length > 0) phases.push([]);
    for (const { from, figure } of points) {
      if (from === undefined || figure.state !== 'shown') continue;
      phases.at(-1)!.push({ from, share: decimalToNumber(figure.value) / 100, people: figure.people });
    }
  }
  return phases.map((points) => phaseOf(points, size, happenings));
}

function phaseOf(
  points: readonly DriftPoint[],
  size: PeriodSize,
  happenings: readonly Happening[],
): DriftPhase {
  const isProvisional = points.length < CHART_POINTS_FIRM;
  const sized = points.map(({ share, people }) => ({ share, size: people }));
  const chart = controlChart(sized);
  if (!chart) return { points, isProvisional, changes: [] };
  const season =
    size === 'month' ? seasonOf(sized, points.map(({ from }) => Number(from.slice(5, 7))), chart) : undefined; // prettier-ignore
  const during = (at: number): Happening[] => {
    const start = periodStart(points[at]!.from, size);
    const length = size === 'month' ? 31 : 7;
    const [first, end] = [addDays(start, -length), addDays(start, length)];
    return happenings.filter(({ on }) => first <= on && on < end);
  };
  return {
    points,
    chart,
    isProvisional,
    changes: changesIn(chart).map((change) => ({ ...change, happenings: during(change.at) })),
    ...(season && { season }),
  };
}

/** A sign at the beginning of the series says nothing more where another sign begins at its end. */
function changesIn({ signals, limits }: ControlChart): (ChartSignal & { readonly at: number })[] {
  return signals
    .map((signal) => ({
      ...signal,
      at: signal.from === 0 && signal.to + 1 < limits.length ? signal.to + 1 : signal.from,
    }))
    .filter(({ from, at }) => from === at || !signals.some((other) => other.from === at));
}
