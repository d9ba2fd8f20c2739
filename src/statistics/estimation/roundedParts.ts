/** Parts of a whole, rounded so that they add up to the printed whole. */
import assert from 'node:assert/strict';
import type { Decimal } from './rounding.ts';

/**
 * Largest remainders: each part is rounded down, and the missing units go to the parts with the largest remainders.
 *
 *     units_i = ⌊part_i · 10^decimals⌋, + 1 for the (total − Σ units) parts with the largest remainders; ties in order
 *
 * @param parts in the unit of the whole
 * @param whole the printed whole, which differs from the sum of the parts only by rounding
 * @returns decimals that add up to the whole; empty if there are no parts
 * @throws AssertionError when the parts do not match the whole: a bug in the caller
 */
export function roundedParts(parts: readonly number[], whole: Decimal): Decimal[] {
  if (parts.length === 0) return [];
  const scaled = parts.map((part) => part * 10 ** whole.decimals);
  const units = scaled.map(Math.floor);
  const missing = whole.units - units.reduce((sum, unit) => sum + unit, 0);
  assert(missing >= -1 && missing <= parts.length + 1, `${missing} units missing of ${parts.length} parts`);
  const byRemainder = scaled
    .map((value, index) => ({ position: index, remainder: value - Math.floor(value) }))
    .sort((one, other) => other.remainder - one.remainder);
  const changes = units.map(() => 0);
  for (let given = 0; given < Math.abs(missing); given++) {
    const ordered = missing > 0 ? byRemainder : byRemainder.toReversed();
    changes[ordered[given % ordered.length]!.position]! += Math.sign(missing);
  }
  return units.map((unit, index) => ({ units: unit + changes[index]!, decimals: whole.decimals }));
}
