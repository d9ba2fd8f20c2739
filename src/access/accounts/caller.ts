/** The account behind a request, and what it may do today, and for which units. */
import type { Actor } from '../audit/entry.ts';
import type { Problem } from '../../platform/problem.ts';
import { staffTexts } from '../web/staffTexts.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { grantsOn, type Account, type Grant } from './account.ts';
import { allows, type Permission } from './authority.ts';
import type { UnitScope } from './unitScope.ts';

export interface Caller {
  readonly account: Account;
  /** As the audit log names it. */
  readonly actor: Actor;
  /** Grants in force today, for units that exist today. */
  readonly grants: readonly Grant[];
  readonly units: UnitScope;
  /** Unit that the person has chosen to view; undefined: all of theirs. */
  readonly chosenUnitId: string | undefined;
  /** Whether the account has the permission for any unit at all. */
  holds(permission: Permission): boolean;
  /** Whether the account has the permission for a unit; undefined: for the whole installation. */
  may(permission: Permission, unitId: string | undefined): boolean;
  /** Whether the account has the permission for all of these units; no unit: for the whole installation. */
  mayOnAll(permission: Permission, unitIds: readonly string[]): boolean;
  /**
   * Requires the permission for all of these units; no unit: for the whole installation.
   *
   * @throws Problem notFound, so that the answer does not reveal whether the object exists
   */
  demand(permission: Permission, unitIds: readonly string[]): void;
  /** All units for which the account has the permission; undefined: no limit. */
  unitIdsFor(permission: Permission): ReadonlySet<string> | undefined;
  /** The topmost of these units; none: the whole installation. */
  rootIdsFor(permission: Permission): readonly string[];
  /** The same as `unitIdsFor`, limited to the chosen unit. */
  unitIdsInView(permission: Permission): ReadonlySet<string> | undefined;
}

export function callerOf(account: Account, units: UnitScope, chosenUnitId?: string): Caller {
  const grants = grantsOn(account, units.day).filter(
    ({ unitId }) => unitId === undefined || units.lives(unitId),
  );
  const grantsFor = (permission: Permission): readonly Grant[] =>
    grants.filter(({ role }) => allows(role, permission));
  const may = (permission: Permission, unitId: string | undefined): boolean =>
    grantsFor(permission).some(
      (grant) => grant.unitId === undefined || (unitId !== undefined && units.isWithin(unitId, grant.unitId)),
    );
  const mayOnAll = (permission: Permission, unitIds: readonly string[]): boolean =>
    unitIds.length === 0 ? may(permission, undefined) : unitIds.every((unitId) => may(permission, unitId));
  const rootIdsFor = (permission: Permission): readonly string[] => {
    const unitIds = grantsFor(permission).map(({ unitId }) => unitId);
    if (unitIds.includes(undefined)) return [];
    return [...new Set(unitIds.filter((unitId) => unitId !== undefined))];
  };
  const unitIdsFor = (permission: Permission): ReadonlySet<string> | undefined => {
    return may(permission, undefined) ? undefined : units.subtreeIds(rootIdsFor(permission));
  };
  return {
    account,
    actor: { accountId: account.id, name: account.name },
    grants,
    units,
    chosenUnitId,
    holds: (permission) => grantsFor(permission).length > 0,
    may,
    mayOnAll,
    demand(permission, unitIds) {
      if (!mayOnAll(permission, unitIds)) throw notYours();
    },
    unitIdsFor,
    rootIdsFor,
    unitIdsInView(permission) {
      const allowed = unitIdsFor(permission);
      if (chosenUnitId === undefined) return allowed;
      const chosen = units.subtreeIds([chosenUnitId]);
      return allowed ? new Set([...chosen].filter((unitId) => allowed.has(unitId))) : chosen;
    },
  };
}

/** The same message whether the object does not exist or the caller may not see it. */
export function notYours(): Problem {
  return problemOf('notFound', staffTexts, (t) => t.problems.notYours);
}
