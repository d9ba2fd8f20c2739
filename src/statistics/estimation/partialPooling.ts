/**
 * Partial pooling of the shares of small units: each is moved towards the mean of all, the more so the fewer its answers.
 * Empirical Bayes with the beta-binomial model: the true shares of units vary as a beta distribution.
 */
import { betaQuantile } from './beta.ts';
import { wilsonInterval, type Interval } from './interval.ts';

export interface SmallUnit {
  /** R, 0 … 1. */
  readonly share: number;
  /** n_eff, above 0, finite. */
  readonly size: number;
}

export interface PooledUnit {
  readonly share: number;
  readonly interval: Interval;
  /** The weight of the mean of all units, 0 … 1: 1 means that nothing is left of the direct figure. */
  readonly shrinkage: number;
}

export interface PartialPooling {
  /** μ, the mean of the beta distribution. */
  readonly mean: number;
  /** M = α + β, above 0: the mean of all weighs as much as M answers. Infinity if units differ no more than by chance. */
  readonly concentration: number;
  /** In the order given. */
  readonly units: readonly PooledUnit[];
}

/**
 * Kleinman's moment estimates, and the posterior mean and quantiles of each unit.
 *
 *     w_i = n_i/(1 + γ(n_i − 1)),   W = Σw,   μ = Σ w_i·R_i/W
 *     γ = (Σ w_i(R_i − μ)² − μ(1−μ)·Σ (w_i/n_i)(1 − w_i/W)) / (μ(1−μ)·(Σ w_i(1 − w_i/W) − Σ (w_i/n_i)(1 − w_i/W)))
 *     M = 1/γ − 1,   B_i = M/(n_i + M),   pooled_i = (1 − B_i)·R_i + B_i·μ
 *     interval: quantiles 0.025 and 0.975 of Beta(n_i·R_i + M·μ, n_i(1 − R_i) + M(1 − μ))
 *
 * γ and the weights are computed in turn until they settle, beginning with γ = 0. Where γ ≤ 0, all units get μ with
 * Wilson's interval at Σn.
 *
 * @param units at least two
 * @returns intervals that treat μ and M as known, so with few units they are somewhat too short
 * @see docs/methodology.md, section 12.3; Kleinman 1973; Rao and Molina 2015, section 9.5
 */
export function partialPooling(units: readonly SmallUnit[]): PartialPooling {
  let correlation = 0;
  let mean = 0;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const before = correlation;
    ({ mean, correlation } = moments(units, before));
    if (Math.abs(correlation - before) < SETTLED) break;
  }
  if (correlation <= 0) {
    const interval = wilsonInterval(
      mean,
      total(units, ({ size }) => size),
    );
    return {
      mean,
      concentration: Infinity,
      units: units.map(() => ({ share: mean, interval, shrinkage: 1 })),
    };
  }
  const concentration = 1 / correlation - 1;
  return { mean, concentration, units: units.map((unit) => posterior(unit, mean, concentration)) };
}

const ROUNDS_MAX = 500;
const SETTLED = 1e-13;
/** Keeps the estimate inside 0 … 1, where it is a correlation. */
const CORRELATION_MAX = 1 - 1e-9;

function moments(units: readonly SmallUnit[], correlation: number): { mean: number; correlation: number } {
  const weight = ({ size }: SmallUnit): number => size / (1 + correlation * (size - 1));
  const weights = total(units, weight);
  const mean = total(units, (unit) => weight(unit) * unit.share) / weights;
  const spread = mean * (1 - mean);
  const between = total(units, (unit) => weight(unit) * (unit.share - mean) ** 2);
  const rest = (unit: SmallUnit): number => 1 - weight(unit) / weights;
  const byChance = total(units, (unit) => (weight(unit) / unit.size) * rest(unit));
  const scale = spread * (total(units, (unit) => weight(unit) * rest(unit)) - byChance);
  const found = scale > 0 ? (between - spread * byChance) / scale : 0;
  return { mean, correlation: Math.max(0, Math.min(CORRELATION_MAX, found)) };
}

function posterior({ share, size }: SmallUnit, mean: number, concentration: number): PooledUnit {
  const shrinkage = concentration / (size + concentration);
  const satisfied = size * share + concentration * mean;
  const others = size + concentration - satisfied;
  return {
    share: (1 - shrinkage) * share + shrinkage * mean,
    interval: {
      low: betaQuantile(0.025, satisfied, others),
      up: betaQuantile(0.975, satisfied, others),
    },
    shrinkage,
  };
}

function total<One>(ones: readonly One[], valueOf: (one: One) => number): number {
  return ones.reduce((sum, one) => sum + valueOf(one), 0);
}
