/** The disclosure audit of a closed round, and the sums over all of its units that would delay a page. Takes a few seconds. */
import { auditedSuppression } from '../../statistics/disclosure/auditRelease.ts';
import { disclosedCells } from '../../statistics/disclosure/disclosedCells.ts';
import { scopeKey, scopesIn } from '../../statistics/estimation/scope.ts';
import type { MeasuredRound } from './results.ts';
import { roundFigures } from './roundFigures.ts';

export interface RoundAudit {
  /** Keys of all suppressed figures. */
  readonly suppressed: readonly string[];
  readonly designEffects: readonly (readonly [scopeKey: string, effect: number])[];
}

/** @returns undefined where some small cell is disclosed whatever is suppressed */
export async function auditRound(
  measured: MeasuredRound,
  now: Date,
  audit: typeof disclosedCells = disclosedCells,
): Promise<RoundAudit | undefined> {
  const { release } = roundFigures(measured, now);
  const suppression = await auditedSuppression(release, audit);
  if (!suppression) return undefined;
  const { isCorrection = false } = measured.released ?? {};
  const released = { suppressed: suppression.keys, isCorrection };
  const { designEffect } = roundFigures({ ...measured, released }, now);
  return {
    suppressed: [...suppression.keys],
    designEffects: scopesIn(measured.plan).map((scope) => [scopeKey(scope), designEffect(scope)]),
  };
}
