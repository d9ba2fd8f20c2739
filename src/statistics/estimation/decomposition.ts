/**
 * Why an index moved: which part of the change comes from different ratings, and which from a different mix of respondents or
 * of what they rated.
 */
import type { Mixture, MixturePart } from './mixture.ts';

interface DecomposedGroup {
  readonly key: string;
  /** Percentage points of the change because the group's rating changed. */
  readonly judgedPoints: number;
  /** Percentage points of the change because the group's share of the whole changed. */
  readonly mixPoints: number;
}

export interface Decomposition {
  /** R¹ − R⁰ in percentage points; the sum over the groups. */
  readonly changePoints: number;
  readonly groups: readonly DecomposedGroup[];
}

/**
 * Kitagawa's decomposition of the change between two indexes.
 *
 *     ΔR = Σ_g ½(w¹+w⁰)(p¹−p⁰) + Σ_g (½(p¹+p⁰) − ½(R¹+R⁰))(w¹−w⁰)
 *
 * A group missing from one period has w = 0 there and takes the other period's p, so all of its effect is mix.
 *
 * @returns groups in the order of the later mixture, then those only in the earlier one; undefined if either is empty. The
 *   groups add up to the change within 1e-12
 * @see docs/methodology.md, section 6; Kitagawa 1955
 */
export function decomposition(later: Mixture, earlier: Mixture): Decomposition | undefined {
  if (later.size === 0 || earlier.size === 0) return undefined;
  const middle = (shareOf(later) + shareOf(earlier)) / 2;
  const groups = [...new Set([...later.keys(), ...earlier.keys()])].map((key) => {
    const [after, before] = inBoth(later.get(key), earlier.get(key));
    return {
      key,
      judgedPoints: 50 * (after.weight + before.weight) * (after.share - before.share),
      mixPoints: 100 * ((after.share + before.share) / 2 - middle) * (after.weight - before.weight),
    };
  });
  return { changePoints: 100 * (shareOf(later) - shareOf(earlier)), groups };
}

function inBoth(after: MixturePart | undefined, before: MixturePart | undefined): [MixturePart, MixturePart] {
  const known = after ?? before!;
  const absent = { weight: 0, share: known.share };
  return [after ?? absent, before ?? absent];
}

function shareOf(mixture: Mixture): number {
  let sum = 0;
  for (const { weight, share } of mixture.values()) sum += weight * share;
  return sum;
}
