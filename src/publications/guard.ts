/**
 * What keeps a publication, its correction and the live board from telling each other's hidden cells: who knows two
 * states that differ by a few people knows what those few answered.
 */
import { createHash } from 'node:crypto';
import { shownScopes, type Board } from '../satisfaction/board.ts';
import { cellOver, peopleIn } from '../satisfaction/cell.ts';
import type { CountingPlan } from '../satisfaction/countingPlan.ts';
import { figureTable } from '../satisfaction/hiddenFigures.ts';
import type { Relation } from '../satisfaction/hiding.ts';
import type { MeasuredRound } from '../satisfaction/results.ts';
import { momentsOf } from '../satisfaction/scope.ts';
import { bytesOf } from '../satisfaction/storedNumbers.ts';
import { tallyKey } from '../satisfaction/tally.ts';
import { unitCells } from '../satisfaction/unitCells.ts';
import { MINIMUM_PEOPLE } from '../satisfaction/variants.ts';
import { mayStandTogether, type TableVersion } from '../satisfaction/versions.ts';

const marks = new WeakMap<Board, string>();

/** Hash over everything that figures are made of: two boards of one mark are of the same forms, late ones aside. */
export function markOf(board: Board): string {
  const known = marks.get(board);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(`${board.surveyVersionId} ${board.method}\n`);
  const tallies = board.tallies.filter(
    ({ dimension, numbers }) => dimension !== 'late' && numbers.some((number) => number !== 0),
  );
  for (const tally of tallies.toSorted((one, other) => (tallyKey(one) < tallyKey(other) ? -1 : 1)))
    hash.update(`${tallyKey(tally)}\n`).update(bytesOf(tally.numbers));
  const mark = hash.digest('hex');
  marks.set(board, mark);
  return mark;
}

/** What two states are compared by, as it is kept. Not for showing. */
export interface Guard {
  /** People of each tally that anything is shown of, by scope. */
  readonly tallies: Readonly<Record<string, readonly number[]>>;
  /** Every count that is shown or hidden, and what adds up. */
  readonly people: Readonly<Record<string, number>>;
  readonly relations: readonly Relation[];
  readonly hidden: readonly string[];
  /** Of the hidden: those that are none of fewer than ten people, and that it does no harm to know. */
  readonly mayBeKnown?: readonly string[];
}

export function guardOf({ round, plan, board, tree }: MeasuredRound): Guard {
  const unitIds = round.unitIds.flatMap((id) => (tree.has(id) ? tree.subtreeIds(id) : []));
  const { people, relations, hidden, mayBeKnown } = figureTable(
    plan,
    unitCells(plan, board, tree),
    tree,
    unitIds,
  );
  return {
    tallies: tallyPeople(plan, board),
    people: Object.fromEntries(people),
    relations,
    hidden: [...hidden],
    mayBeKnown: [...(mayBeKnown ?? [])].filter((cell) => hidden.has(cell)),
  };
}

function tallyPeople(plan: CountingPlan, { tallies }: Board): Guard['tallies'] {
  const scopes = shownScopes(plan);
  return Object.fromEntries(
    tallies
      .filter(({ dimension }) => dimension !== 'importance' && dimension !== 'late')
      .map((tally) => {
        const cell = cellOver(plan, tally.numbers);
        const people =
          tally.dimension === 'all'
            ? scopes.map((scope) => momentsOf(plan, scope, cell).answered)
            : [peopleIn(cell)];
        return [tallyKey(tally), people] as const;
      }),
  );
}

/**
 * Whether a correction may follow: every tally, those of hidden figures too, has moved by ten people or not at all, so
 * that no difference is of a few people; and no hidden count can be worked out from the two states together.
 */
export function mayCorrect(before: Guard, after: Guard): boolean {
  return hasMovedEnough(before.tallies, after.tallies) && standTogether(before, after);
}

function hasMovedEnough(before: Guard['tallies'], after: Guard['tallies']): boolean {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].every((key) => {
    const [then, now] = [before[key] ?? [], after[key] ?? []];
    return Array.from({ length: Math.max(then.length, now.length) }).every((_, place) => {
      const moved = Math.abs((now[place] ?? 0) - (then[place] ?? 0));
      return moved === 0 || moved >= MINIMUM_PEOPLE;
    });
  });
}

function standTogether(before: Guard, after: Guard): boolean {
  if (isWithin(after, before)) return mayStandTogether(tableOf(after), tableOf(before));
  return isWithin(before, after) && mayStandTogether(tableOf(before), tableOf(after));
}

/** Forms that came and others that went at once are more than the arithmetic of two states knows of. */
function isWithin(smaller: Guard, larger: Guard): boolean {
  return Object.entries(smaller.people).every(([key, people]) => people <= (larger.people[key] ?? 0));
}

function tableOf({ people, relations, hidden, mayBeKnown = [] }: Guard): TableVersion {
  return {
    people: new Map(Object.entries(people)),
    relations,
    hidden: new Set(hidden),
    mayBeKnown: new Set(mayBeKnown),
  };
}
