/**
 * Makes figures of what was counted along up to two axes. Every sum that a reader can make is one of a table with its
 * margins, and what is hidden is decided in that table: also where only a slice of it is shown, such as the forms that a
 * filter lets pass, since the rest is a slice that could be asked for.
 */
import { emptyCell, sumOfCells, type Cell } from '../satisfaction/cell.ts';
import type { CountingPlan } from '../satisfaction/countingPlan.ts';
import { figure, type Figure, type FigureContext } from '../satisfaction/figure.ts';
import {
  equationsOf,
  hiddenCells,
  MINIMUM_RANGE,
  type HidingTable,
  type Relation,
} from '../satisfaction/hiding.ts';
import { narrowUnknowns } from '../satisfaction/hiddenRanges.ts';
import { momentsOf, WHOLE, type Scope } from '../satisfaction/scope.ts';
import { MINIMUM_PEOPLE } from '../satisfaction/variants.ts';
import type { CountedGroup } from './columnQuery.ts';

/** A group on the first axis and one on the second; absent: all of that axis together. */
export interface CrosstabPlace {
  readonly first?: string | undefined;
  readonly second?: string | undefined;
}

export interface CrosstabContext extends Pick<FigureContext, 'purpose' | 'designEffect'> {
  readonly plan: CountingPlan;
  readonly scope: Scope;
  readonly isProbability: boolean;
  /** Margins that other pages hide. */
  readonly hiddenElsewhere?: readonly CrosstabPlace[];
  /** Places that other pages show. */
  readonly toldElsewhere?: readonly CrosstabPlace[];
  /** Places whose sum is told elsewhere, such as the days of a month by single forms. */
  readonly sums?: readonly (readonly CrosstabPlace[])[];
}

export interface Crosstab {
  /** By axis. */
  readonly keys: readonly (readonly string[])[];
  figure(place: CrosstabPlace): Figure;
  /** Forms that count. Not for showing. */
  people(place: CrosstabPlace): number;
}

/**
 * @param keys by axis, the groups that are to be seen
 * @param groups as columns give them, with as many keys as there are axes
 * @returns undefined where no hiding of cells is enough, since margins that are shown elsewhere, and groups without
 *   anybody, give away a small group: then nothing of it may be shown
 */
export function crosstab(
  keys: readonly (readonly string[])[],
  groups: readonly CountedGroup[],
  context: CrosstabContext,
): Crosstab | undefined {
  const { plan, scope, isProbability, purpose, designEffect, hiddenElsewhere = [], sums = [] } = context;
  const shown = new Set((context.toldElsewhere ?? []).map(keyOf));
  const cells = cellsOf(plan, groups);
  const cellAt = (place: CrosstabPlace): Cell => cells.get(keyOf(place)) ?? emptyCell(plan);
  const peopleIn = (of: Scope) => (place: CrosstabPlace) => momentsOf(plan, of, cellAt(place)).answered;

  // What is hidden of the forms is hidden of every question: from one table to another nothing can be subtracted.
  const ofForms = hiddenPlaces(keys, peopleIn(WHOLE), new Set(hiddenElsewhere.map(keyOf)), { sums, shown });
  const hidden =
    ofForms && scope.kind !== 'whole' ? hiddenPlaces(keys, peopleIn(scope), ofForms, { sums }) : ofForms;
  return (
    hidden && {
      keys,
      people: peopleIn(WHOLE),
      figure(place) {
        const complementary = hidden.has(keyOf(place));
        // What is hidden has no numbers in it: those of all stand in where it is not told that there is nobody.
        const cell = cellAt(complementary && peopleIn(WHOLE)(place) === 0 ? {} : place);
        return figure(
          plan,
          scope,
          { strata: [{ cell }], isProbability },
          { unitsBasis: 'asCollected', purpose, designEffect, complementary },
        );
      },
    }
  );
}

function keyOf({ first, second }: CrosstabPlace): string {
  return JSON.stringify([first ?? null, second ?? null]);
}

/** The cells with all margins. */
function cellsOf(plan: CountingPlan, groups: readonly CountedGroup[]): ReadonlyMap<string, Cell> {
  const members = new Map<string, Cell[]>();
  for (const { keys, numbers } of groups) {
    const [first, second] = keys;
    const cell = emptyCell(plan);
    cell.numbers.set(numbers);
    const places = [{ first, second }, { first }, { second }, {}].map(keyOf);
    for (const key of new Set(places)) members.set(key, [...(members.get(key) ?? []), cell]);
  }
  return new Map([...members].map(([key, some]) => [key, sumOfCells(plan, some)]));
}

/**
 * The places that are not shown. First the margins, each axis by itself, as in a table of one axis: what is shown there is
 * told in any case, and cells of two axes have to be hidden beside it.
 *
 * @returns undefined where what is hidden could still be worked out to a range of fewer than five people
 */
export function hiddenPlaces(
  keys: readonly (readonly string[])[],
  people: (place: CrosstabPlace) => number,
  hiddenBefore: ReadonlySet<string>,
  { sums = [], shown }: Elsewhere = {},
): ReadonlySet<string> | undefined {
  const [first = [], second = []] = keys;
  const margins: Line[] = [
    { total: {}, parts: first.map((key) => ({ first: key })) },
    { total: {}, parts: second.map((key) => ({ second: key })) },
  ].slice(0, keys.length);
  const lines: Line[] =
    keys.length < 2
      ? []
      : [
          ...first.map((key) => ({
            total: { first: key },
            parts: second.map((other) => ({ first: key, second: other })),
          })),
          ...second.map((key) => ({
            total: { second: key },
            parts: first.map((other) => ({ first: other, second: key })),
          })),
        ];
  const total = tableOf([{ total: {}, parts: [] }], people);
  const before = new Set([...hiddenBefore, ...hiddenCells(total).keys()]);
  // Which cells are hidden beside others depends on the line that is looked at first; one way may lead to an end.
  for (const inOrder of [lines, lines.toReversed()]) {
    const hidden = hiddenIn(margins, inOrder, { people, before, sums, shown });
    const table = withSums(tableOf([...margins, ...lines], people), sums, people);
    if (!isWorkedOut(table, hidden)) return hidden;
  }
  return undefined;
}

/** What is told elsewhere: places by their keys, and sums of places. */
interface Elsewhere {
  readonly shown?: ReadonlySet<string>;
  readonly sums?: readonly (readonly CrosstabPlace[])[];
}

function hiddenIn(
  margins: readonly Line[],
  lines: readonly Line[],
  {
    people,
    before,
    sums,
    shown,
  }: {
    people: (place: CrosstabPlace) => number;
    before: ReadonlySet<string>;
    sums: readonly (readonly CrosstabPlace[])[];
    shown: ReadonlySet<string> | undefined;
  },
): ReadonlySet<string> {
  let hidden = before;
  const hide = (table: HidingTable) => {
    const found = hiddenCells({ ...table, alreadyHidden: hidden });
    hidden = new Set([...hidden, ...found.keys()]);
  };
  const told = (within: readonly Line[]) =>
    new Set([...tableOf(within, people).people.keys(), ...(shown ?? [])].filter((key) => !hidden.has(key)));

  const toldTotal = told([{ total: {}, parts: [] }]);
  for (const margin of margins)
    hide(withSums({ ...tableOf([margin], people), told: toldTotal }, sums, people));
  hide(withSums({ ...tableOf([...margins, ...lines], people), told: told(margins) }, sums, people));
  return hidden;
}

/** With those sums of which all parts are in the table. One of fewer than ten is told nowhere. */
function withSums(
  table: HidingTable,
  sums: readonly (readonly CrosstabPlace[])[],
  people: (place: CrosstabPlace) => number,
): HidingTable {
  const counts = new Map(table.people);
  const told = new Set(table.told);
  const relations = sums.flatMap((places): Relation[] => {
    const parts = places.map(keyOf);
    const count = places.reduce((sum, place) => sum + people(place), 0);
    if (count < MINIMUM_PEOPLE || !parts.every((key) => table.people.has(key))) return [];
    const total = `sum of ${parts.join(' ')}`;
    counts.set(total, count);
    told.add(total);
    return [{ total, parts }];
  });
  return { people: counts, relations: [...table.relations, ...relations], told };
}

function isWorkedOut(table: HidingTable, hidden: ReadonlySet<string>): boolean {
  const places = [...hidden].filter((key) => (table.people.get(key) ?? 0) > 0);
  const unknowns = places.map((key) => ({ value: table.people.get(key)!, least: 1 }));
  return narrowUnknowns(unknowns, equationsOf(table, places), MINIMUM_RANGE).length > 0;
}

interface Line {
  readonly total: CrosstabPlace;
  readonly parts: readonly CrosstabPlace[];
}

function tableOf(lines: readonly Line[], people: (place: CrosstabPlace) => number): HidingTable {
  const counts = new Map<string, number>();
  const relations = lines.map(({ total, parts }): Relation => {
    for (const place of [total, ...parts]) counts.set(keyOf(place), people(place));
    return { total: keyOf(total), parts: parts.map(keyOf) };
  });
  return { people: counts, relations };
}
