/** The rules for a batch of codes, whether a page or a program requests it. */
import type { Caller } from '../../access/accounts/caller.ts';
import { isInRound } from '../../design/rounds/concerns.ts';
import { roundState, takesChannel, type Round } from '../../design/rounds/round.ts';
import { codesMax, codesMin } from './code.ts';

/**
 * Whether the account may make codes for the round: it accepts answers by code, now or later, for units of the
 * account.
 */
export function takesCodesOf(caller: Caller, round: Round, now: Date): boolean {
  const unitIds = caller.unitIdsFor('makeCodes');
  return (
    roundState(round, now) !== 'closed' &&
    takesChannel(round, 'code') &&
    (!unitIds || [...unitIds].some((unitId) => isInRound(caller, round, unitId)))
  );
}

export type BatchField = 'label' | 'count' | 'unit';

/** The fields with invalid values. */
export function batchErrors(
  { label, count, unitId }: { readonly label: string; readonly count: number; readonly unitId: string },
  round: Round,
  caller: Caller,
): readonly BatchField[] {
  return [
    ...(label.trim() === '' ? (['label'] as const) : []),
    ...(count < codesMin || count > codesMax ? (['count'] as const) : []),
    ...(isInRound(caller, round, unitId) ? [] : (['unit'] as const)),
  ];
}
