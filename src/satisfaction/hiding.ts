/**
 * Hiding small numbers. A cell of fewer than ten people is hidden; and where it could be got back by subtracting what is
 * shown from a total, more cells are hidden with it. Rows, columns and the tree of units are looked at together, since
 * what one line keeps another may tell.
 */
import { linkedGroups, narrowInGroup, type Unknown } from './hiddenRanges.ts';
import { members, openHiding, type HidingState } from './hidingState.ts';
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
  /** Cells that are hidden for others' sake at the most, such as sums of answers of ten people: of them no range is asked for. */
  readonly mayBeKnown?: ReadonlySet<string>;
  /** The figure that shows a cell, where several cells are shown or hidden as one. */
  readonly figureOf?: ReadonlyMap<string, string>;
  /** Cells of people who are all among those of another one: who answered a question is among who answered any. */
  readonly within?: ReadonlyMap<string, readonly string[]>;
}

export type HidingReason = 'small' | 'complementary';

/** Hidden cells may be worked out to a range of people, which has to be at least so wide. */
export const MINIMUM_RANGE = 5;

/** What is looked for instead, for the sake of what others know besides: who answered a question is among the people of its unit. */
const SOUGHT_RANGE = 8;

/**
 * The cells to hide, and why.
 *
 * 1. every cell of 1 to 9 people; a cell of nobody is never hidden, and hides nobody
 * 2. in each relation with a hidden cell, more cells, until at least two cells and 10 people are hidden together: first
 *    those after which the fewest other relations ask for more (decision 0244), of these the smallest; ties in the order
 *    of the table, the total last
 * 3. while linear programming over everything shown finds hidden cells to a range narrower than 8, what bounds
 *    those beside them, or one more cell, for each of them that another has not helped yet; then 2 again
 *
 * @returns hidden cells by key; all others are shown
 * @see docs/methodology.md, section 9
 */
export function hiddenCells(
  table: HidingTable,
  minimum: number = MINIMUM_PEOPLE,
): ReadonlyMap<string, HidingReason> {
  const small = [...table.people.keys()].filter((key) => isSmall(table, key, minimum));
  const before = table.alreadyHidden ?? new Set<string>();
  if (small.length + before.size === 0) return new Map();
  const state = openHiding(table, minimum);
  for (const key of small) state.hide(key, 'small');
  for (const key of before) state.hide(key, 'complementary');
  const wide = new Set<string>();
  do {
    while (hideBesideLonely(table, state));
  } while (hideBesideNarrow(table, state, wide));
  return state.hidden;
}

function isSmall({ people }: HidingTable, key: string, minimum: number): boolean {
  const count = people.get(key)!;
  return count > 0 && count < minimum;
}

/** Step 2, once over all relations; whether anything was hidden. */
function hideBesideLonely({ relations }: HidingTable, state: HidingState): boolean {
  const before = state.hidden.size;
  for (const relation of relations) {
    const next = state.asksForMore(relation) ? nextToHide([relation], state) : undefined;
    if (next !== undefined) state.hide(next, 'complementary');
  }
  return state.hidden.size > before;
}

/**
 * Step 3, once over all groups of linked cells; whether anything was hidden.
 *
 * @param wide groups of which no cell is, or can be helped, by their cells: looked at once, however often others change
 */
function hideBesideNarrow(table: HidingTable, state: HidingState, wide: Set<string>): boolean {
  const cells = [...state.hidden.keys()];
  const unknowns = cells.map((key) => unknownOf(table, key, state.shownWithin(key)));
  for (const group of linkedGroups(equationsOf(table, cells))) {
    const keys = group.places.map((place) => cells[place]!);
    const name = keys.join('\n');
    if (wide.has(name)) continue;
    const narrow = narrowInGroup(unknowns, group, SOUGHT_RANGE).map((place) => cells[place]!);
    const helped = new Set<Relation>();
    for (const key of narrow) {
      const relations = state.relationsOf(key);
      if (relations.some((relation) => helped.has(relation))) continue;
      for (const next of helpFor(relations, keys, state)) {
        state.hide(next, 'complementary');
        [...relations, ...state.relationsOf(next)].forEach((relation) => helped.add(relation));
      }
    }
    if (helped.size === 0) wide.add(name);
  }
  return state.hidden.size > cells.length;
}

/** A hidden cell holds somebody, as everybody knows, and no fewer than what is shown within it. */
export function unknownOf(
  { people, mayBeKnown }: HidingTable,
  key: string,
  shownWithin: readonly string[] = [],
): Unknown {
  return {
    value: people.get(key) ?? 0,
    least: Math.max(1, ...shownWithin.map((one) => people.get(one)!)),
    mayBeKnown: mayBeKnown?.has(key) === true,
  };
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
      if (place === undefined) value -= sign * (table.people.get(key) ?? 0);
      else terms.push([place, sign]);
    }
    return terms.length === 0 ? [] : [{ terms, value }];
  });
}

/** What to hide for a cell that is known too well: what bounds those beside it, or one more, wherever it is linked. */
function helpFor(
  relations: readonly Relation[],
  linked: readonly string[],
  state: HidingState,
): readonly string[] {
  const [bounds] = relations
    .flatMap(members)
    .filter((key) => state.hidden.has(key) && state.shownWithin(key).length > 0)
    .sort((one, other) => state.peopleOf(one) - state.peopleOf(other))
    .map(state.shownWithin);
  if (bounds) return bounds;
  const next = nextToHide(relations, state) ?? nextToHide(linked.flatMap(state.relationsOf), state);
  return next === undefined ? [] : [next];
}

/** Of the shown cells with somebody in them: one of the parts, or else of the totals. */
function nextToHide(
  relations: readonly Relation[],
  { canBeHidden, moreAsked, peopleOf }: HidingState,
): string | undefined {
  const best = (keys: readonly string[]): string | undefined =>
    keys
      .filter(canBeHidden)
      .map((key) => ({ key, asked: moreAsked(key), people: peopleOf(key) }))
      .reduce<Candidate | undefined>(
        (found, one) => (found && !isBetter(one, found) ? found : one),
        undefined,
      )?.key;
  return best(relations.flatMap(({ parts }) => parts)) ?? best(relations.map(({ total }) => total));
}

interface Candidate {
  readonly key: string;
  readonly asked: number;
  readonly people: number;
}

function isBetter(one: Candidate, other: Candidate): boolean {
  return one.asked === other.asked ? one.people < other.people : one.asked < other.asked;
}
