/** The disclosure audit of a closed round, and the sums over all of its units that would delay a page. Takes a few seconds. */
import { auditedSuppression } from '../../statistics/disclosure/auditRelease.ts';
import { auditedRanges } from '../../statistics/disclosure/auditedRanges.ts';
import { scopeKey, scopesIn } from '../../statistics/estimation/scope.ts';
import type { MeasuredRound } from './results.ts';
import { roundFigures } from './roundFigures.ts';

export interface RoundAudit {
  /** Keys of all suppressed figures. */
  readonly suppressed: readonly string[];
  readonly designEffects: readonly (readonly [scopeKey: string, effect: number])[];
}

/** A range narrower than this discloses a score. */
const SOUGHT_WIDTH = 1;

/** @returns undefined where some small cell is disclosed whatever is suppressed */
export async function auditRound(
  measured: MeasuredRound,
  now: Date,
  rangesOf: typeof auditedRanges = auditedRanges,
): Promise<RoundAudit | undefined> {
  const { release } = roundFigures(measured, now);
  const { suppression, disclosed } = await auditedSuppression(release, (system) =>
    rangesOf(system, SOUGHT_WIDTH),
  );
  if (disclosed.length > 0) return undefined;
  const { isCorrection = false } = measured.released ?? {};
  const released = { suppressed: suppression.keys, isCorrection };
  const { designEffect } = roundFigures({ ...measured, released }, now);
  return {
    suppressed: [...suppression.keys],
    designEffects: scopesIn(measured.plan).map((scope) => [scopeKey(scope), designEffect(scope)]),
  };
}
