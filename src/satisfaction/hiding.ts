/**
 * Hiding small numbers. A cell of fewer than ten people is hidden; and where it could be got back by subtracting what is
 * shown from a total, more cells are hidden with it. Rows, columns and the tree of units are looked at together, since
 * what one line keeps another may tell.
 */
import { linkedGroups, narrowInGroup } from './hiddenRanges.ts';
import type { Equation } from './simplex.ts';
import { MINIMUM_PEOPLE } from './variants.ts';

/** A total that is shown, or hidden, beside the parts that it is the sum of. */
export interface Relation {
  readonly total: string;
  readonly parts: readonly string[];
}

export interface HidingTable {
  /** People of every cell that is shown or hidden, totals among them, by key. */
  readonly people: ReadonlyMap<string, number>;
  /** Every sum that a reader can make. */
  readonly relations: readonly Relation[];
  /** Cells that are hidden already, say in the version shown before. */
  readonly alreadyHidden?: ReadonlySet<string>;
  /** Cells whose number of people is told in any case, such as the forms received in a whole round. */
  readonly told?: ReadonlySet<string>;
}

/**
 * In a larger group of linked cells something is hidden beside each that is known too well, at once; and where a group has grown beyond
 * the second number, all that is linked with it is hidden: cell by cell would take minutes, and end there (decision 0231).
 */
const [LARGE_GROUP, LARGEST_GROUP] = [60, 400];

export type HidingReason = 'small' | 'complementary';

/** Hidden cells may be worked out to a range of people, which has to be at least so wide. */
export const MINIMUM_RANGE = 5;

/**
 * The cells to hide, and why.
 *
 * 1. every cell of 1 to 9 people; a cell of nobody is never hidden, and hides nobody
 * 2. in each relation with a hidden cell, the next smallest cells, until at least two cells and 10 people are hidden
 *    together; ties in the order of the table, the total last
 * 3. while linear programming over everything shown finds hidden cells to a range narrower than 5, the next smallest
 *    cell beside the first of them, in each group of linked cells; then 2 again
 *
 * @returns hidden cells by key; all others are shown
 * @see docs/methodology.md, section 9
 */
export function hiddenCells(table: HidingTable, minimum: number = MINIMUM_PEOPLE): Map<string, HidingReason> {
  const hidden = new Map<string, HidingReason>();
  for (const [key, people] of table.people) {
    if (people > 0 && people < minimum && !isTold(table, key)) hidden.set(key, 'small');
    else if (people > 0 && table.alreadyHidden?.has(key) === true) hidden.set(key, 'complementary');
  }
  if (hidden.size === 0) return hidden;
  const wide = new Set<string>();
  for (;;) {
    while (hideBesideSmall(table, hidden, minimum));
    if (!hideBesideNarrow(table, hidden, wide)) return hidden;
  }
}

/** Step 2, once over all relations; whether anything was hidden. */
function hideBesideSmall(table: HidingTable, hidden: Map<string, HidingReason>, minimum: number): boolean {
  let hasHidden = false;
  for (const relation of table.relations) {
    const together = members(relation).filter((key) => hidden.has(key));
    const people = together.reduce((sum, key) => sum + peopleOf(table, key), 0);
    if (together.length === 0 || (together.length >= 2 && people >= minimum)) continue;
    const next = nextSmallest(table, [relation], hidden);
    if (next === undefined) continue;
    hidden.set(next, 'complementary');
    hasHidden = true;
  }
  return hasHidden;
}

/**
 * Step 3, for the first cell of each group of linked cells that is known too well; whether anything was hidden.
 *
 * @param wide groups of which no cell is, or can be helped, by their cells: looked at once, however often others change
 */
function hideBesideNarrow(table: HidingTable, hidden: Map<string, HidingReason>, wide: Set<string>): boolean {
  const cells = [...hidden.keys()];
  const unknowns = cells.map((key) => ({ value: peopleOf(table, key), least: 1 }));
  const linked = table.relations.filter((relation) => members(relation).some((key) => hidden.has(key)));
  const besideOf = (place: number): string | undefined => {
    const beside = linked.filter((relation) => members(relation).includes(cells[place]!));
    return nextSmallest(table, beside, hidden) ?? nextSmallest(table, linked, hidden);
  };
  let hasHidden = false;
  const hide = (key: string): void => {
    hidden.set(key, 'complementary');
    hasHidden = true;
  };
  for (const group of linkedGroups(equationsOf(table, cells))) {
    const keys = group.places.map((place) => cells[place]!);
    const name = keys.join('\n');
    if (wide.has(name)) continue;
    const narrow = narrowInGroup(unknowns, group, MINIMUM_RANGE);
    if (narrow.length === 0) wide.add(name);
    else if (keys.length > LARGEST_GROUP) {
      const rest = shownBeside(table, hidden, keys);
      if (rest.length === 0) wide.add(name);
      rest.forEach(hide);
    } else {
      for (const place of narrow) {
        const next = besideOf(place);
        if (next !== undefined) hide(next);
        if (next !== undefined && keys.length <= LARGE_GROUP) break;
      }
    }
  }
  return hasHidden;
}

/** What the relations of some cells show. */
function shownBeside(
  table: HidingTable,
  hidden: ReadonlyMap<string, HidingReason>,
  cells: readonly string[],
): string[] {
  const ofGroup = new Set(cells);
  return table.relations
    .map(members)
    .filter((keys) => keys.some((key) => ofGroup.has(key)))
    .flat()
    .filter((key) => canBeHidden(table, hidden, key));
}

/**
 * What a table says of cells that it hides: total − parts, with everything shown on the other side.
 *
 * @param cells keys of the hidden cells, which the equations call by their places
 */
export function equationsOf(table: HidingTable, cells: readonly string[]): Equation[] {
  const places = new Map(cells.map((key, place) => [key, place]));
  return table.relations.flatMap((relation) => {
    const terms: [number, number][] = [];
    let value = 0;
    for (const key of members(relation)) {
      const sign = key === relation.total ? 1 : -1;
      const place = places.get(key);
      if (place === undefined) value -= sign * peopleOf(table, key);
      else terms.push([place, sign]);
    }
    return terms.length === 0 ? [] : [{ terms, value }];
  });
}

/** The smallest shown cell with somebody in it among the parts, or else among the totals. */
function nextSmallest(
  table: HidingTable,
  relations: readonly Relation[],
  hidden: ReadonlyMap<string, HidingReason>,
): string | undefined {
  const smallest = (keys: readonly string[]) =>
    keys
      .filter((key) => canBeHidden(table, hidden, key))
      .reduce<string | undefined>(
        (least, key) => (least === undefined || peopleOf(table, key) < peopleOf(table, least) ? key : least),
        undefined,
      );
  return smallest(relations.flatMap(({ parts }) => parts)) ?? smallest(relations.map(({ total }) => total));
}

function members({ total, parts }: Relation): string[] {
  return [total, ...parts];
}

/** Shown, with somebody in it, and not told in any case. */
function canBeHidden(table: HidingTable, hidden: ReadonlyMap<string, HidingReason>, key: string): boolean {
  return peopleOf(table, key) > 0 && !hidden.has(key) && !isTold(table, key);
}

function isTold(table: HidingTable, key: string): boolean {
  return table.told?.has(key) === true;
}

function peopleOf(table: HidingTable, key: string): number {
  return table.people.get(key) ?? 0;
}
