/** Whether what is hidden stays hidden from one who keeps the earlier versions of a table. */
import assert from 'node:assert/strict';
import { equationsOf, MINIMUM_RANGE, unknownOf, type HidingTable } from './hiding.ts';
import { narrowUnknowns, type Unknown } from './hiddenRanges.ts';
import type { Equation } from './simplex.ts';
import { mayReplaceShown, type ShownCell } from './variants.ts';

/** A table together with the cells that are hidden in it. */
export interface TableVersion extends HidingTable {
  readonly hidden: ReadonlySet<string>;
}

/**
 * Whether the next version of a table may be shown to those who know the one before, where each form of the smaller
 * version is also in the larger: the next state of a live board, a publication before and after annulments, a board with
 * and without flagged forms.
 *
 * The rule of `mayReplaceShown` is not enough for that: where the total gains 13 people and the only other shown cell 10,
 * the hidden ones have gained 3, and a cell that was empty and is hidden now holds at most those. So, besides, a linear
 * program over both versions, and over what they can have gained, has to leave each hidden cell its range.
 *
 * @param smaller the version with fewer forms, whichever came first
 * @throws AssertionError when a hidden cell has more people in it than in the larger version
 * @see docs/methodology.md, section 9
 */
export function mayStandTogether(smaller: TableVersion, larger: TableVersion): boolean {
  if (!mayReplaceShown(shownCells(smaller), shownCells(larger))) return false;
  const [few, many] = [[...smaller.hidden], [...larger.hidden]];
  const gaining = [...new Set([...few, ...many])];
  const unknowns: Unknown[] = [
    ...few.map((key) => unknownOf(smaller, key)),
    ...many.map((key) => unknownOf(larger, key)),
    ...gaining.map((key) => ({ value: gainOf(smaller, larger, key), least: 0 })),
  ];
  const equations = [
    ...equationsOf(smaller, few),
    ...movedBy(few.length, equationsOf(larger, many)),
    ...gaining.map((key, gain): Equation => {
      const [before, after] = [few.indexOf(key), many.indexOf(key)];
      return {
        terms: [
          [few.length + many.length + gain, 1],
          ...(before < 0 ? [] : [[before, 1] as const]),
          ...(after < 0 ? [] : [[few.length + after, -1] as const]),
        ],
        value: (after < 0 ? peopleOf(larger, key) : 0) - (before < 0 ? peopleOf(smaller, key) : 0),
      };
    }),
  ];
  const isGain = (place: number) => place >= few.length + many.length;
  return narrowUnknowns(unknowns, equations, MINIMUM_RANGE).every(isGain);
}

function gainOf(smaller: TableVersion, larger: TableVersion, key: string): number {
  const gain = peopleOf(larger, key) - peopleOf(smaller, key);
  assert(gain >= 0, `${key} has fewer people in the larger version`);
  return gain;
}

/** The same equations, of unknowns that stand so many places further on. */
function movedBy(places: number, equations: readonly Equation[]): Equation[] {
  return equations.map(({ terms, value }) => ({
    terms: terms.map(([place, coefficient]) => [place + places, coefficient] as const),
    value,
  }));
}

function shownCells({ people, hidden }: TableVersion): Map<string, ShownCell> {
  return new Map([...people].map(([key, number]) => [key, { people: number, hidden: hidden.has(key) }]));
}

function peopleOf({ people }: TableVersion, key: string): number {
  return people.get(key) ?? 0;
}
