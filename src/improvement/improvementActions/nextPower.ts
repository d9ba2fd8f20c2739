/** Whether the next round will be able to show what an improvement action promises. */
import type { SamplePlan } from '../../processing/samplePlans/samplePlan.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { powerTowards } from '../../statistics/sampling/power.ts';

export interface NextPower {
  /** Probability, 0 … 1, that a rise to exactly the target is statistically significant. */
  readonly power: number;
  /** Respondents of the next round. */
  readonly people: number;
  /** From the sample plan of the next round, else as many as in the round of the promise. */
  readonly isPlanned: boolean;
}

/**
 * @param figure of the round that showed the weak point
 * @param unitIds the unit and its subunits
 * @returns undefined where the figure is not shown, has no sampling error, or is at the target already
 */
export function nextPower(
  figure: Figure,
  targetHundredths: number,
  unitIds: readonly string[],
  plan: SamplePlan | undefined,
): NextPower | undefined {
  if (figure.state !== 'shown') return undefined;
  const quota = (plan?.units ?? []).reduce(
    (sum, unit) => (unitIds.includes(unit.unitId) ? sum + unit.quota : sum),
    0,
  );
  const people = quota > 0 ? quota : figure.people;
  const power = powerTowards(figure, targetHundredths, people);
  return power === undefined ? undefined : { power, people, isPlanned: quota > 0 };
}
