/** Laney's p′ control chart: whether an index over time varies by more than it usually does. */
import { Z_95 } from './interval.ts';
import { normalTail } from './normal.ts';
import { holmAdjusted, type SizedShare } from './gaps.ts';

/**
 * - `beyond`: points outside the limits of three sigma (Western Electric 1956, rule 1)
 * - `run`: eight points in a row (rule 4) on one side of the median, which one extreme point does not move (Anhøj and Olesen 2014)
 */
type ChartRule = 'beyond' | 'run';

export interface ChartSignal {
  readonly rule: ChartRule;
  /** Positions of its first and last point. */
  readonly from: number;
  readonly to: number;
  readonly side: 'above' | 'below';
}

export interface ControlChart {
  /** p̄, 0 … 1. */
  readonly centre: number;
  /** σ_z: 1 where points vary as much as shares of n_i independent answers would. */
  readonly sigmaZ: number;
  /** 0 … 1, in the order given. */
  readonly limits: readonly { readonly low: number; readonly up: number }[];
  /** In the order of their first points. */
  readonly signals: readonly ChartSignal[];
}

/** With fewer points, the variation from one to the next is not known. */
export const CHART_POINTS_MIN = 8;
/** With fewer points, the limits are provisional (Montgomery 2013, section 6.2). */
export const CHART_POINTS_FIRM = 20;
const RUN_LENGTH = 8;
/** Mean of the range of two standard normals. */
const D2 = 1.128;

/**
 * Centre line and limits of three sigma.
 *
 *     p̄ = Σ n_i·p_i/Σ n_i,   σ_i = √(p̄(1−p̄)/n_i),   z_i = (p_i − p̄)/σ_i
 *     σ_z = mean of |z_i − z_{i−1}| / 1.128,           limits p̄ ± 3·σ_z·σ_i, within 0 … 1
 *
 * @param points in order of time; n_i respondents, since σ_z makes up for the answers that each of them gives
 * @returns undefined with fewer than eight points, or where they do not vary
 * @see docs/methodology.md, section 12.5; Laney 2002
 */
export function controlChart(points: readonly SizedShare[]): ControlChart | undefined {
  if (points.length < CHART_POINTS_MIN) return undefined;
  const people = points.reduce((sum, { size }) => sum + size, 0);
  const centre = points.reduce((sum, { share, size }) => sum + share * size, 0) / people;
  const spread = centre * (1 - centre);
  const z = points.map(({ share, size }) => (share - centre) / Math.sqrt(spread / size));
  const ranges = z.slice(1).map((one, index) => Math.abs(one - z[index]!));
  const sigmaZ = ranges.reduce((sum, one) => sum + one, 0) / ranges.length / D2;
  if (!(spread > 0 && sigmaZ > 0)) return undefined;
  const limits = points.map(({ size }) => {
    const half = 3 * sigmaZ * Math.sqrt(spread / size);
    return { low: Math.max(0, centre - half), up: Math.min(1, centre + half) };
  });
  const signals = [...beyondLimits(points, limits), ...runs(points)];
  return { centre, sigmaZ, limits, signals: signals.toSorted((one, other) => one.from - other.from) };
}

/** Neighbours beyond the limits on one side are one sign. */
function beyondLimits(points: readonly SizedShare[], limits: ControlChart['limits']): ChartSignal[] {
  const found: ChartSignal[] = [];
  for (const [at, { share }] of points.entries()) {
    const { low, up } = limits[at]!;
    if (share >= low && share <= up) continue;
    const side = share > up ? 'above' : 'below';
    const last = found.at(-1);
    if (last?.to === at - 1 && last.side === side) found[found.length - 1] = { ...last, to: at };
    else found.push({ rule: 'beyond', from: at, to: at, side });
  }
  return found;
}

/** Points on the median neither belong to a run nor end it. */
function runs(points: readonly SizedShare[]): ChartSignal[] {
  const middle = medianOf(points.map(({ share }) => share));
  const sides = points.flatMap(({ share }, at) =>
    share === middle ? [] : [{ at, isAbove: share > middle }],
  );
  const found: ChartSignal[] = [];
  for (let first = 0, last = 0; first < sides.length; first = last + 1) {
    const { isAbove } = sides[first]!;
    for (last = first; sides[last + 1]?.isAbove === isAbove;) last++;
    if (last - first + 1 < RUN_LENGTH) continue;
    found.push({
      rule: 'run',
      from: sides[first]!.at,
      to: sides[last]!.at,
      side: isAbove ? 'above' : 'below',
    });
  }
  return found;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  return (sorted[Math.floor(half)]! + sorted[Math.ceil(half) - 1]!) / 2;
}

export interface MonthOfYear {
  /** 1 … 12 */
  readonly month: number;
  /** Difference from the centre line, −1 … 1. */
  readonly deviation: number;
  readonly interval: { readonly low: number; readonly up: number };
  /** After Holm's correction for the twelve months. */
  readonly adjustedP: number;
}

/**
 * How each month of the year differs from the mean of all, where nothing else disturbs the series.
 *
 *     d_m = p_m − p̄,   se = σ_z·√(p̄(1−p̄)·(1/n_m − 1/n)),   n_m respondents in that month of all years, n all respondents
 *
 * @param months of the points, 1 … 12
 * @returns undefined where the chart has signals, or a month of the year is missing
 * @see docs/methodology.md, section 12.5
 */
export function seasonOf(
  points: readonly SizedShare[],
  months: readonly number[],
  { centre, sigmaZ, signals }: ControlChart,
): readonly MonthOfYear[] | undefined {
  if (signals.length > 0 || new Set(months).size < 12) return undefined;
  const all = points.reduce((sum, { size }) => sum + size, 0);
  const found = Array.from({ length: 12 }, (_, index) => {
    const own = points.filter((_point, at) => months[at] === index + 1);
    const size = own.reduce((sum, one) => sum + one.size, 0);
    const deviation = own.reduce((sum, one) => sum + one.share * one.size, 0) / size - centre;
    const error = sigmaZ * Math.sqrt(centre * (1 - centre) * (1 / size - 1 / all));
    const interval = { low: deviation - Z_95 * error, up: deviation + Z_95 * error };
    return { month: index + 1, deviation, interval, p: 2 * normalTail(Math.abs(deviation) / error) };
  });
  const adjusted = holmAdjusted(found.map(({ p }) => p));
  return found.map(({ p: _p, ...one }, index) => ({ ...one, adjustedP: adjusted[index]! }));
}
