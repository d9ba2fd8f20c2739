/** Whether a share rises or falls over consecutive periods. */
import { normalTail } from './normal.ts';

export interface CountedPeriod {
  /** 0, 1, 2 … */
  readonly at: number;
  readonly part: number;
  readonly whole: number;
}

export interface ShareTrend {
  /** Change of the share per period, −1 … 1: the slope of the weighted regression of shares on periods. */
  readonly slope: number;
  /** Two-sided; 1 if the share is 0 or 1 throughout. */
  readonly p: number;
}

/**
 * The Cochran–Armitage test.
 *
 *     slope = Σ n_i(x_i − x̄)(p_i − p̄)/Σ n_i(x_i − x̄)²,   z = slope·√(Σ n_i(x_i − x̄)²/(p̄(1 − p̄)))
 *
 * @returns undefined with fewer than two periods
 * @see docs/methodology.md, section 12.8; Armitage 1955; `prop.trend.test` of R
 */
export function shareTrend(periods: readonly CountedPeriod[]): ShareTrend | undefined {
  const sum = (of: (one: CountedPeriod) => number): number =>
    periods.reduce((total, one) => total + of(one), 0);
  const whole = sum((one) => one.whole);
  const [share, middle] = [sum(({ part }) => part) / whole, sum((one) => one.whole * one.at) / whole];
  const spread = sum((one) => one.whole * (one.at - middle) ** 2);
  if (!(spread > 0)) return undefined;
  const slope = sum((one) => (one.at - middle) * (one.part - one.whole * share)) / spread;
  const variance = share * (1 - share);
  return {
    slope,
    p: variance > 0 ? Math.min(1, 2 * normalTail(Math.abs(slope) * Math.sqrt(spread / variance))) : 1,
  };
}
