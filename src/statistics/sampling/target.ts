/** Compares a figure with its target percentage. */
import type { ShownFigure } from '../estimation/figure.ts';

/**
 * - `reached`, `missed`: statistically significant
 * - `notToldApart`: the target lies within the figure's interval
 * - `noInterval`: significance cannot be assessed
 */
type TargetStanding = 'reached' | 'missed' | 'notToldApart' | 'noInterval';

export interface AgainstTarget {
  /** Compares the published figure, as a reader would. */
  readonly isAtLeast: boolean;
  readonly standing: TargetStanding;
}

/**
 * A target is a chosen number without sampling error, so it is compared with the figure's interval.
 *
 * @param targetHundredths hundredths of a percent, 1 … 10,000
 */
export function againstTarget(figure: ShownFigure, targetHundredths: number): AgainstTarget {
  const { units, decimals } = figure.value;
  const isAtLeast = units * 100 >= targetHundredths * 10 ** decimals;
  if (figure.everyoneAsked) return { isAtLeast, standing: isAtLeast ? 'reached' : 'missed' };
  if (!figure.intervalPercent) return { isAtLeast, standing: 'noInterval' };
  const [low, up] = figure.intervalPercent;
  const targetPercent = targetHundredths / 100;
  if (low >= targetPercent) return { isAtLeast, standing: 'reached' };
  return { isAtLeast, standing: up < targetPercent ? 'missed' : 'notToldApart' };
}
