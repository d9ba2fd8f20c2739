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
}

export interface Crosstab {
  /** Groups with somebody in them, by axis. */
  readonly keys: readonly (readonly string[])[];
  figure(place: CrosstabPlace): Figure;
  /** Forms that count. Not for showing. */
  people(place: CrosstabPlace): number;
}

/**
 * @param groups as columns give them, with as many keys as there are axes
 * @returns undefined where no hiding of cells is enough, since margins that are shown elsewhere, and groups without
 *   anybody, give away a small group: then nothing of it may be shown
 */
export function crosstab(
  axes: number,
  groups: readonly CountedGroup[],
  context: CrosstabContext,
): Crosstab | undefined {
  const { plan, scope, isProbability, purpose, designEffect, hiddenElsewhere = [] } = context;
  const keys = Array.from({ length: axes }, (_, axis) => [
    ...new Set(groups.map((group) => group.keys[axis]!)),
  ]);
  const cells = cellsOf(plan, groups);
  const cellAt = (place: CrosstabPlace): Cell => cells.get(keyOf(place)) ?? emptyCell(plan);
  const peopleIn = (of: Scope) => (place: CrosstabPlace) => momentsOf(plan, of, cellAt(place)).answered;

  // What is hidden of the forms is hidden of every question: from one table to another nothing can be subtracted.
  const ofForms = hiddenPlaces(keys, peopleIn(WHOLE), new Set(hiddenElsewhere.map(keyOf)));
  const hidden = ofForms && scope.kind !== 'whole' ? hiddenPlaces(keys, peopleIn(scope), ofForms) : ofForms;
  return (
    hidden && {
      keys,
      people: peopleIn(WHOLE),
      figure: (place) =>
        figure(
          plan,
          scope,
          { strata: [{ cell: cellAt(place) }], isProbability },
          { unitsBasis: 'asCollected', purpose, designEffect, complementary: hidden.has(keyOf(place)) },
        ),
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
): ReadonlySet<string> | undefined {
  const [first = [], second = []] = keys;
  const margins: Line[] = [
    { total: {}, parts: first.map((key) => ({ first: key })) },
    { total: {}, parts: second.map((key) => ({ second: key })) },
  ].slice(0, keys.length);
  const lines: Line[] = [
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
  let hidden = new Set([...hiddenBefore, ...hiddenCells(total).keys()]);
  const hide = (table: HidingTable) => {
    const found = hiddenCells({ ...table, alreadyHidden: hidden });
    hidden = new Set([...hidden, ...found.keys()]);
  };
  const told = (shown: readonly Line[]) =>
    new Set([...tableOf(shown, people).people.keys()].filter((key) => !hidden.has(key)));

  const toldTotal = told([{ total: {}, parts: [] }]);
  for (const margin of margins) hide({ ...tableOf([margin], people), told: toldTotal });
  const table = tableOf(keys.length < 2 ? margins : [...margins, ...lines], people);
  hide({ ...table, told: told(margins) });
  return isWorkedOut(table, hidden) ? undefined : hidden;
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
