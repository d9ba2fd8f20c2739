import assert from 'node:assert/strict';
import { parentIdOf, unitName, type Unit } from './unit.ts';
import type { Localized } from '../../platform/text/localized.ts';
import { holdsOn } from '../../platform/calendar/validity.ts';

/** The units that exist on one day, with their positions in the tree on that day. */
export interface UnitTree {
  readonly day: string;
  has(unitId: string): boolean;
  /** @throws AssertionError when the unit does not exist on that day: a bug of the caller */
  get(unitId: string): Unit;
  name(unitId: string): Localized;
  parentId(unitId: string): string | undefined;
  /** Direct children, in the order in which the units were given. */
  childIds(unitId: string): readonly string[];
  rootIds(): readonly string[];
  /** The unit itself and all units below it. */
  subtreeIds(unitId: string): readonly string[];
  /** From the unit's parent up to the root. */
  ancestorIds(unitId: string): readonly string[];
  /** Units with which it is compared: same parent, same kind, itself included. */
  peerIds(unitId: string): readonly string[];
}

/** @param units all known units; those that do not exist on the day are left out */
export function unitTreeOn(units: readonly Unit[], day: string): UnitTree {
  const living = new Map(
    units
      .filter((unit) => holdsOn({ from: unit.validFrom, to: unit.validTo }, day))
      .map((unit) => [unit.id, unit] as const),
  );
  const children = new Map<string | undefined, string[]>();
  for (const unit of living.values()) {
    const parentId = parentIdOf(unit, day);
    const key = parentId !== undefined && living.has(parentId) ? parentId : undefined;
    children.set(key, [...(children.get(key) ?? []), unit.id]);
  }

  const get = (unitId: string): Unit => {
    const unit = living.get(unitId);
    assert(unit, `unit ${unitId} does not live on ${day}`);
    return unit;
  };
  const parentId = (unitId: string): string | undefined => {
    const id = parentIdOf(get(unitId), day);
    return id !== undefined && living.has(id) ? id : undefined;
  };
  const childIds = (unitId: string): readonly string[] => children.get(unitId) ?? [];
  const subtreeIds = (unitId: string): readonly string[] => [unitId, ...childIds(unitId).flatMap(subtreeIds)];

  return {
    day,
    has: (unitId) => living.has(unitId),
    get,
    name: (unitId) => unitName(get(unitId), day),
    parentId,
    childIds,
    rootIds: () => children.get(undefined) ?? [],
    subtreeIds,
    ancestorIds(unitId) {
      const ids: string[] = [];
      for (let id = parentId(unitId); id !== undefined; id = parentId(id)) ids.push(id);
      return ids;
    },
    peerIds(unitId) {
      const { kind } = get(unitId);
      return (children.get(parentId(unitId)) ?? []).filter((id) => get(id).kind === kind);
    },
  };
}
