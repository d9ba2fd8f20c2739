/**
 * A rank is as uncertain as the figures behind it. Each unit gets a rank confidence set: the ranks that it may hold. With 95
 * % confidence all the sets are correct simultaneously.
 */
import { simultaneousCriticalValue } from '../estimation/criticalValues.ts';
import { Z_95 } from '../estimation/interval.ts';

export interface ComparedUnit {
  readonly key: string;
  /** Its index, 0 … 1, not rounded. */
  readonly share: number;
  /** n_eff, above 0; Infinity in a census. */
  readonly effectiveSize: number;
}

export interface RankSet {
  readonly key: string;
  /** Best and worst rank that it may hold, 1 … number of units. */
  readonly low: number;
  readonly up: number;
  /** Units that do not differ from it significantly, best first. */
  readonly alike: readonly string[];
}

/**
 * Simultaneous 95 % rank confidence sets.
 *
 *     v_j = p̃(1−p̃)/(n_eff+z²),  p̃ Wilson's centre, so that 100 % still has a variance
 *     c = Tukey and Kramer's value for all pairs (criticalValues.ts)
 *     low = 1 + number of units better by more than c·√(v_j+v_k),   up = p − number worse by more than that
 *
 * @param units only those that may be ranked; the order does not matter
 * @returns a set for each unit, in the order given
 * @see docs/methodology.md, section 7; Mogstad, Romano, Shaikh and Wilhelm 2024
 */
export function rankSets(units: readonly ComparedUnit[]): RankSet[] {
  const errors = standardErrors(units);
  const criticalValue = simultaneousCriticalValue(units.length);
  return units.map(({ key, share }, unit) => {
    let [better, worse] = [0, 0];
    const alike: ComparedUnit[] = [];
    units.forEach((other, index) => {
      if (index === unit) return;
      const difference = other.share - share;
      const bound = criticalValue * Math.hypot(errors[unit]!, errors[index]!);
      if (difference > bound) better += 1;
      else if (-difference > bound) worse += 1;
      else alike.push(other);
    });
    alike.sort((one, other) => other.share - one.share);
    return { key, low: 1 + better, up: units.length - worse, alike: alike.map((other) => other.key) };
  });
}

/** The standard error of each unit's index, as used for the sets. */
export function standardErrors(units: readonly ComparedUnit[]): number[] {
  return units.map(({ share, effectiveSize }) => {
    if (effectiveSize === Infinity) return 0;
    const size = effectiveSize + Z_95 ** 2;
    const centre = (share * effectiveSize + Z_95 ** 2 / 2) / size;
    return Math.sqrt((centre * (1 - centre)) / size);
  });
}
