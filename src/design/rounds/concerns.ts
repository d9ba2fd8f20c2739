import type { Permission } from '../../access/accounts/authority.ts';
import type { Caller } from '../../access/accounts/caller.ts';
import type { Round } from './round.ts';

/** Whether the round has units, within the chosen unit, for which the caller has the permission. */
export function concerns(caller: Caller, { unitIds }: Round, permission: Permission): boolean {
  const inView = caller.unitIdsInView(permission);
  return (
    !inView || unitIds.some((rootId) => [...inView].some((unitId) => caller.units.isWithin(unitId, rootId)))
  );
}

/** Whether the unit belongs to the round, by today's units. */
export function isInRound(caller: Caller, round: Round, unitId: string): boolean {
  return round.unitIds.some((rootId) => caller.units.isWithin(unitId, rootId));
}
