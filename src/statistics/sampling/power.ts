/** What a sample will be able to show: the power of a comparison, and the difference that it can see. */
import { shareOfFigure, type ShownFigure } from '../estimation/figure.ts';
import { ratioToNumber } from '../estimation/ratio.ts';
import type { SizedShare } from '../estimation/gaps.ts';
import { Z_95 } from '../estimation/interval.ts';
import { normalTail } from '../estimation/normal.ts';

/** The usual requirement: four of five comparisons show a difference that is there. */
export const USUAL_POWER = 0.8;

/**
 * The probability that a difference of this size is statistically significant at 5 %, by the pooled z test in its direction.
 *
 *     Φ((|p₁−p₀| − z·√(p̄(1−p̄)(1/n₀+1/n₁)))/√(p₀(1−p₀)/n₀ + p₁(1−p₁)/n₁)),   p̄ = (n₀p₀+n₁p₁)/(n₀+n₁),   n effective sizes
 *
 * @returns 0 … 1
 * @see docs/methodology.md, section 12.6; Fleiss, Levin and Paik 2003, chapter 4; `power.prop.test` of R
 */
export function powerOf(before: SizedShare, after: SizedShare): number {
  const variance = ({ share, size }: SizedShare): number => (share * (1 - share)) / size;
  const pooled = (before.share * before.size + after.share * after.size) / (before.size + after.size);
  const ifEqual = Math.sqrt(pooled * (1 - pooled) * (1 / before.size + 1 / after.size));
  const error = Math.sqrt(variance(before) + variance(after));
  const beyond = Math.abs(after.share - before.share) - Z_95 * ifEqual;
  if (error === 0) return beyond > 0 ? 1 : 0;
  const z = beyond / error;
  return z < 0 ? normalTail(-z) : 1 - normalTail(z);
}

/**
 * The smallest rise or fall from a share that two samples of these effective sizes show with a probability of 80 %.
 *
 * @param share before, 0 … 1; the difference goes towards ½, where the variance is largest
 * @returns above 0, a difference of shares; undefined if even the largest is not seen
 * @see docs/methodology.md, section 12.6
 */
export function detectableDifference(
  share: number,
  sizes: { before: number; after: number },
): number | undefined {
  const direction = share > 0.5 ? -1 : 1;
  const powerAt = (difference: number): number =>
    powerOf({ share, size: sizes.before }, { share: share + direction * difference, size: sizes.after });
  let [low, up] = [0, Math.max(share, 1 - share)];
  if (powerAt(up) < USUAL_POWER) return undefined;
  for (let step = 0; step < 60; step++) {
    const middle = (low + up) / 2;
    if (powerAt(middle) < USUAL_POWER) low = middle;
    else up = middle;
  }
  return (low + up) / 2;
}

/**
 * The power of another round to show a rise from a figure to exactly a target.
 *
 * @param targetHundredths hundredths of a percent, 1 … 10,000
 * @param people respondents of that round, each worth as much as one of the figure
 * @returns undefined where the figure has no sampling error, or is at the target already
 */
export function powerTowards(
  figure: ShownFigure,
  targetHundredths: number,
  people: number = figure.people,
): number | undefined {
  const { effectiveSize: size, everyoneAsked } = figure;
  const before = ratioToNumber(shareOfFigure(figure));
  const target = targetHundredths / 10_000;
  if (size === undefined || everyoneAsked || before >= target) return undefined;
  return powerOf({ share: before, size }, { share: target, size: (people * size) / figure.people });
}
