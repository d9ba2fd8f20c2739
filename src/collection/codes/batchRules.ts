/** What a batch of codes may be made for, whoever asks for it: a page or a program. */
import type { Caller } from '../../access/accounts/caller.ts';
import { roundState, takesChannel, type Round } from '../../design/rounds/round.ts';
import { codesMax, codesMin } from './code.ts';

/** Whether somebody may make codes for the round at all: it takes answers by code now or will, of their units. */
export function takesCodesOf(caller: Caller, round: Round, now: Date): boolean {
  const unitIds = caller.unitIdsFor('makeCodes');
  return (
    roundState(round, now) !== 'closed' &&
    takesChannel(round, 'code') &&
    (!unitIds || [...unitIds].some((unitId) => isInRound(caller, round, unitId)))
  );
}

export type BatchField = 'label' | 'count' | 'unit';

/** The fields that cannot stay as they are. */
export function batchFaults(
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

function isInRound(caller: Caller, round: Round, unitId: string): boolean {
  return round.unitIds.some((rootId) => caller.units.isWithin(unitId, rootId));
}
