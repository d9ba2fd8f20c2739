import type { Unit } from '../../registers/units/unit.ts';
import type { Localized } from '../../platform/text/localized.ts';
import { holdsOn, spanOn } from '../../platform/calendar/validity.ts';

/**
 * Units as authorisation sees them on a day: the existing ones in the tree of that day, and ended ones below their last
 * parent. So the account that is responsible for a district still reaches the data of its former communes.
 */
export interface UnitScope {
  readonly day: string;
  find(unitId: string): Unit | undefined;
  lives(unitId: string): boolean;
  name(unitId: string): Localized;
  /** Whether the unit is the other one, or below it. */
  isWithin(unitId: string, ancestorId: string): boolean;
  /** The units and all below them, each once. */
  subtreeIds(unitIds: readonly string[]): ReadonlySet<string>;
  /** Units directly below a unit, including ended ones. */
  childIds(unitId: string): readonly string[];
  /** Existing units in the order of the tree, with their depth below the first. */
  outline(): readonly { readonly unit: Unit; readonly depth: number }[];
}

/** Source of the units. */
export interface UnitsInScope {
  list(): Promise<readonly Unit[]>;
  /** @returns the id of the latest change of units */
  lastChangeId(): Promise<string>;
}

export function unitScopeOn(units: readonly Unit[], day: string): UnitScope {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const parentIds = new Map(units.map((unit) => [unit.id, lastParentId(unit, day)]));
  const children = new Map<string | undefined, string[]>();
  for (const [unitId, parentId] of parentIds) {
    const key = parentId !== undefined && byId.has(parentId) ? parentId : undefined;
    children.set(key, [...(children.get(key) ?? []), unitId]);
  }
  const lives = (unitId: string): boolean => {
    const unit = byId.get(unitId);
    return unit !== undefined && holdsOn({ from: unit.validFrom, to: unit.validTo }, day);
  };

  function collect(unitId: string, collected: Set<string>): void {
    if (collected.has(unitId)) return;
    collected.add(unitId);
    for (const childId of children.get(unitId) ?? []) collect(childId, collected);
  }

  return {
    day,
    find: (unitId) => byId.get(unitId),
    lives,
    name(unitId) {
      const unit = byId.get(unitId);
      return spanOn(unit?.names ?? [], day)?.text ?? { vi: unitId };
    },
    isWithin(unitId, ancestorId) {
      const seen = new Set<string>();
      for (let id: string | undefined = unitId; id !== undefined && !seen.has(id); id = parentIds.get(id)) {
        if (id === ancestorId) return true;
        seen.add(id);
      }
      return false;
    },
    subtreeIds(unitIds) {
      const collected = new Set<string>();
      for (const unitId of unitIds) if (byId.has(unitId)) collect(unitId, collected);
      return collected;
    },
    childIds: (unitId) => children.get(unitId) ?? [],
    outline() {
      const walk = (parentId: string | undefined, depth: number): { unit: Unit; depth: number }[] =>
        (children.get(parentId) ?? []).flatMap((unitId) => {
          const isShown = lives(unitId);
          const below = walk(unitId, isShown ? depth + 1 : depth);
          return isShown ? [{ unit: byId.get(unitId)!, depth }, ...below] : below;
        });
      return walk(undefined, 0);
    },
  };
}

/** The parent on the day, or the last one before it. */
function lastParentId(unit: Unit, day: string): string | undefined {
  const begun = unit.parents.filter(({ from }) => from <= day);
  const last = begun.reduce<Unit['parents'][number] | undefined>(
    (latest, parent) => (latest === undefined || parent.from > latest.from ? parent : latest),
    undefined,
  );
  return (last ?? unit.parents[0])?.unitId;
}
