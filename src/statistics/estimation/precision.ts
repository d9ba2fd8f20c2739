/** The precision of an estimate: effective size, interval, and whether they suffice for publication. */
import type { Localized } from '../../platform/text/localized.ts';
import type { CountingPlan } from './countingPlan.ts';
import { effectiveSize } from '../sampling/effectiveSize.ts';
import type { Estimate, NoVarianceReason } from './estimate.ts';
import { kornGraubardInterval, wilsonInterval } from './interval.ts';
import { ratioToNumber } from './ratio.ts';
import { unreliability, type Unreliability } from './reliability.ts';

export type NoIntervalReason = NoVarianceReason | 'allAnsweredAlike';

export interface Precision {
  /** n_eff, rounded down to a whole number, at least 1; absent without an interval and in a census. */
  readonly effectiveSize?: number;
  /** 95 %, percent, not rounded. It follows from the index and the whole n_eff, so it does not give the exact variance. */
  readonly intervalPercent?: readonly [low: number, up: number];
  readonly noInterval?: NoIntervalReason;
  /** Why the figure must not be published. */
  readonly unreliability?: Unreliability;
  /** The stratum that causes this, if one of several does. */
  readonly stratum?: Localized;
}

/** An exact 399 may be computed as 398.999…. */
const ROUNDING_ERROR = 1e-9;

/**
 * @param measured an estimate with a share
 * @param deff design effect of its scope over the units of the round
 * @see docs/methodology.md, section 5
 */
export function precisionOf(plan: CountingPlan, measured: Estimate, deff: number): Precision {
  const { people, valid, degreesOfFreedom, stratum } = measured;
  const named = stratum && { stratum };
  if (measured.noVariance !== undefined) return { noInterval: measured.noVariance, ...named };
  const exact = effectiveSize(measured, deff, plan.method.mode);
  if (exact === undefined) return { noInterval: 'allAnsweredAlike' };
  const effective = Math.max(1, Math.floor(exact + ROUNDING_ERROR));
  const share = ratioToNumber(measured.share!);
  const interval =
    plan.method.interval === 'wilson'
      ? wilsonInterval(share, effective)
      : kornGraubardInterval(share, { effective, answers: Math.max(people, valid), degreesOfFreedom });
  const doubt = measured.hasSmallStratum ? 'stratumTooSmall' : unreliability(share, effective, interval);
  return {
    ...(Number.isFinite(effective) && { effectiveSize: effective }),
    intervalPercent: [interval.low * 100, interval.up * 100],
    ...(doubt !== undefined && { unreliability: doubt, ...named }),
  };
}
