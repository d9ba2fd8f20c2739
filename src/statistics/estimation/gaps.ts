/** Gaps between groups: tests of two shares, and Holm's correction for making many of them. */
import assert from 'node:assert/strict';
import { changeBetween } from './change.ts';
import { shareOfFigure, type ShownFigure } from './figure.ts';
import { normalTail } from './normal.ts';
import { ratioToNumber } from './ratio.ts';
import type { Decimal } from './rounding.ts';

export interface SizedShare {
  /** 0 … 1 */
  readonly share: number;
  /** n_eff, above 0. */
  readonly size: number;
}

/**
 * Two-sided p-value that two independent shares are equal, by the pooled z test.
 *
 *     z = (p₁ − p₂)/√(p̄(1−p̄)(1/n₁ + 1/n₂)),   p̄ = (n₁p₁ + n₂p₂)/(n₁ + n₂),   n effective sizes
 *
 * @returns 0 … 1; 1 if both shares are 0, or both 1
 * @see docs/methodology.md, section 12.2; `prop.test(correct = FALSE)` of R
 */
export function equalSharesP(one: SizedShare, other: SizedShare): number {
  const pooled = (one.share * one.size + other.share * other.size) / (one.size + other.size);
  const variance = pooled * (1 - pooled) * (1 / one.size + 1 / other.size);
  if (variance <= 0) return 1;
  return Math.min(1, 2 * normalTail(Math.abs(one.share - other.share) / Math.sqrt(variance)));
}

/**
 * Holm's correction: with the adjusted p-values, the probability of calling any equal pair different is at most the level,
 * whatever the dependence between the tests.
 *
 *     p₍₁₎ ≤ … ≤ p₍m₎:   adjusted p₍i₎ = max_{j ≤ i} min(1, (m − j + 1)·p₍j₎)
 *
 * @returns in the order given
 * @see docs/methodology.md, section 12.2; Holm 1979; `p.adjust(method = "holm")` of R
 */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const adjusted = Array.from({ length: pValues.length }, () => 1);
  let largest = 0;
  [...pValues.keys()]
    .sort((one, other) => pValues[one]! - pValues[other]!)
    .forEach((at, rank) => {
      largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[at]!));
      adjusted[at] = largest;
    });
  return adjusted;
}

export interface Gap {
  /** Index of the group less that of the others, percentage points; the difference of the figures as shown. */
  readonly points: Decimal;
  readonly intervalPoints?: readonly [low: number, up: number];
  /** Not corrected; absent in a census, whose differences have no sampling error. */
  readonly p?: number;
}

/** The gap between a group and all other respondents, who have no respondent in common. */
export function gapBetween(group: ShownFigure, others: ShownFigure): Gap {
  const change = changeBetween(group, others, 'published');
  assert(change.state === 'shown');
  const [one, other] = [group, others].map((figure) => ({
    share: ratioToNumber(shareOfFigure(figure)),
    size: figure.effectiveSize,
  }));
  const p =
    one!.size !== undefined && other!.size !== undefined
      ? { p: equalSharesP(one as SizedShare, other as SizedShare) }
      : {};
  return {
    points: change.points,
    ...(change.intervalPoints && { intervalPoints: change.intervalPoints }),
    ...p,
  };
}
