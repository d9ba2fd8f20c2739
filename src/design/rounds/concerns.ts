import type { Permission } from '../../access/accounts/authority.ts';
import type { Caller } from '../../access/accounts/caller.ts';
import type { Round } from './round.ts';

/** Whether the round has units, within the chosen unit, for which the caller has the permission. */
export function concerns(caller: Caller, round: Round, permission: Permission): boolean {
  return hasAnyOf(caller, round, caller.unitIdsInView(permission));
}

/** Whether the round has any of the units. @param ids missing: all units of the installation */
export function hasAnyOf(caller: Caller, round: Round, ids: ReadonlySet<string> | undefined): boolean {
  return !ids || [...ids].some((unitId) => isInRound(caller, round, unitId));
}

/** Whether the unit belongs to the round, by today's units. */
export function isInRound(caller: Caller, round: Round, unitId: string): boolean {
  return round.unitIds.some((rootId) => caller.units.isWithin(unitId, rootId));
}
