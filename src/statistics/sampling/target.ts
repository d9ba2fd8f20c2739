/** A figure held against a percentage that was promised of it. */
import type { ShownFigure } from '../estimation/figure.ts';

/**
 * - `reached`, `missed`: statistically significant
 * - `notToldApart`: the target lies within the figure's interval
 * - `noInterval`: nothing can be said of chance
 */
export type TargetStanding = 'reached' | 'missed' | 'notToldApart' | 'noInterval';

export interface AgainstTarget {
  /** Of the published figure, as a reader will check it. */
  readonly isAtLeast: boolean;
  readonly standing: TargetStanding;
}

/**
 * The target is a number that somebody chose, without chance of its own; so it is held against the figure's interval.
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
