/** The progress of an open round: answers against the plan, by unit. */
import { progress } from '../../statistics/sampling/fieldProgress.ts';
import type { SamplePlan } from './samplePlan.ts';

export interface FieldLine {
  readonly unitId: string;
  readonly planned: number;
  readonly received: number;
  readonly missing: number;
  /**
   * - `lagging`: fewer answers than the plan's share for the elapsed time, in whole answers, so that no unit lags in the
   *   first minute
   * - `tooMany`: more answers than the unit has people, which is impossible in a probability sample
   */
  readonly state: 'met' | 'onTrack' | 'lagging' | 'tooMany' | 'unplanned';
}

/**
 * @param received answers by unit
 * @param timeShare the elapsed share of the round's time, 0 … 1
 * @returns a line for each unit that is planned or has answers
 */
export function fieldLines(
  plan: Pick<SamplePlan, 'units'> | undefined,
  received: ReadonlyMap<string, number>,
  timeShare: number,
): readonly FieldLine[] {
  const units = new Map((plan?.units ?? []).map((unit) => [unit.unitId, unit]));
  const quotas = new Map([...units].map(([unitId, { quota }]) => [unitId, quota]));
  return progress(quotas, received).map(({ key, planned, received: came, missing }) => {
    const population = units.get(key)?.population;
    const state = (): FieldLine['state'] => {
      if (population !== undefined && came > population) return 'tooMany';
      if (planned === 0) return 'unplanned';
      if (missing === 0) return 'met';
      return came < Math.floor(planned * timeShare) ? 'lagging' : 'onTrack';
    };
    return { unitId: key, planned, received: came, missing, state: state() };
  });
}

/** Lagging units, those with most answers missing for the elapsed time first. */
export function laggards<Line extends FieldLine>(lines: readonly Line[], timeShare: number): readonly Line[] {
  const behind = ({ planned, received }: FieldLine): number => planned * timeShare - received;
  return lines
    .filter(({ state }) => state === 'lagging')
    .toSorted((one, other) => behind(other) - behind(one));
}

export function timeShareOf({ opensAt, closesAt }: { opensAt: Date; closesAt: Date }, now: Date): number {
  const whole = closesAt.getTime() - opensAt.getTime();
  if (whole <= 0) return 1; // cancelled before it opened
  return Math.min(1, Math.max(0, (now.getTime() - opensAt.getTime()) / whole));
}
