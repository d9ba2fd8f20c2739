import type { Act } from '../../access/accounts/authority.ts';
import type { Caller } from '../../access/accounts/caller.ts';
import type { Round } from './round.ts';

/** Whether the round has units on which the caller may do the act, in the unit that they look at. */
export function concerns(caller: Caller, { unitIds }: Round, act: Act): boolean {
  const inView = caller.unitIdsInView(act);
  return (
    !inView || unitIds.some((rootId) => [...inView].some((unitId) => caller.units.isWithin(unitId, rootId)))
  );
}

/** Whether the unit is one of the round, as units are today. */
export function isInRound(caller: Caller, round: Round, unitId: string): boolean {
  return round.unitIds.some((rootId) => caller.units.isWithin(unitId, rootId));
}
