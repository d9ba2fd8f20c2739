/** Whether a figure is precise enough for publication. */
import type { Interval } from './interval.ts';

export type Unreliability =
  'stratumTooSmall' | 'fewerThanThirtyEffective' | 'intervalTooWide' | 'intervalTooWideForShare';

const MINIMUM_EFFECTIVE = 30;

/**
 * First checks for too few respondents in one of several strata (`STRATUM_MINIMUM`). Then applies the standard of the US
 * National Center for Health Statistics for proportions, in its order: the first rule that applies decides.
 *
 *     n_eff < 30            not published
 *     width ≤ 5 points      published
 *     width ≥ 30 points     not published
 *     width/R > 1.30        not published
 *     else                  published
 *
 * @param share 0 … 1
 * @returns why the figure must not be published; undefined if it may be
 * @see docs/methodology.md, section 5
 */
export function unreliability(share: number, size: number, interval: Interval): Unreliability | undefined {
  const width = interval.up - interval.low;
  if (size < MINIMUM_EFFECTIVE) return 'fewerThanThirtyEffective';
  if (width <= 0.05) return undefined;
  if (width >= 0.3) return 'intervalTooWide';
  if (width > 1.3 * share) return 'intervalTooWideForShare';
  return undefined;
}
