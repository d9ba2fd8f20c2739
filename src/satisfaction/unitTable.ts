/** The table that hiding looks at: a tree of units down the side, the values of a dimension across, sums both ways. */
import assert from 'node:assert/strict';
import type { Relation } from './hiding.ts';

/** A unit with its people by value, those of all units below it included. */
export interface TableUnit {
  readonly id: string;
  readonly parentId?: string;
  /** Every value has to be there, "not answered" too, so that they add up to the unit. */
  readonly peopleByValue: ReadonlyMap<string, number>;
}

/** Key of the cell of a unit and a value; without a value, of the unit's total. */
export function cellKey(unitId: string, value?: string): string {
  return value === undefined ? unitId : `${unitId} ${value}`;
}

/**
 * Cells and relations of a table of units by the values of one dimension. What belongs to a unit and to none below it
 * has a cell of its own, key `own` of the unit: it is not shown, but a reader can subtract.
 *
 * @param units the parents of those that have one among them; ids without a space
 * @throws AssertionError when a unit has fewer people than those below it: a caller's bug
 * @see docs/methodology.md, section 9
 */
export function unitTable(units: readonly TableUnit[]): {
  people: Map<string, number>;
  relations: Relation[];
} {
  const people = new Map<string, number>();
  const relations: Relation[] = [];
  const values = [...new Set(units.flatMap(({ peopleByValue }) => [...peopleByValue.keys()]))];

  for (const unit of units) {
    for (const value of values) people.set(cellKey(unit.id, value), unit.peopleByValue.get(value) ?? 0);
    people.set(cellKey(unit.id), sum([...unit.peopleByValue.values()]));
    relations.push({ total: cellKey(unit.id), parts: values.map((value) => cellKey(unit.id, value)) });
  }
  for (const unit of units) {
    const below = units.filter(({ parentId }) => parentId === unit.id);
    if (below.length === 0) continue;
    const own = ownKey(unit.id);
    for (const value of [...values, undefined]) {
      const parts = below.map(({ id }) => cellKey(id, value));
      const rest = people.get(cellKey(unit.id, value))! - sum(parts.map((key) => people.get(key)!));
      assert(rest >= 0, `${unit.id} has fewer people than the units below it`);
      people.set(cellKey(own, value), rest);
      relations.push({ total: cellKey(unit.id, value), parts: [...parts, cellKey(own, value)] });
    }
    relations.push({ total: own, parts: values.map((value) => cellKey(own, value)) });
  }
  return { people, relations };
}

/** Stands for what is a unit's own and no other's below it. */
export function ownKey(unitId: string): string {
  return `${unitId}/own`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
