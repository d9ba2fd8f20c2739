/**
 * What is shown of a round at one time: the tallies of each unit that answers were given for. While the round is open a
 * unit's tallies move in steps of ten people or more, since two states that differ by a few people tell what those few
 * answered; what lies above is a sum and so moves likewise (docs/methodology.md, section 9). Only the number of forms
 * received in the whole round moves one by one. By channel and by service is shown after the close, when all forms
 * count: such small tallies would hardly ever move together.
 */
import { cellOver, formsInCell, peopleIn } from './cell.ts';
import type { CountingPlan } from './countingPlan.ts';
import { momentsOf, WHOLE, type Scope } from './scope.ts';
import type { Dimension, Tally } from './tally.ts';
import { MINIMUM_RESPONDENTS } from '../statistics/disclosure/threshold.ts';

export interface Board {
  /** Id of the round. */
  readonly id: string;
  readonly surveyVersionId: string;
  /** Id and version of the method: `sipas-2017@1`. */
  readonly method: string;
  readonly tallies: readonly Tally[];
}

/** Every scope that is shown of a unit: all, each factor, each question. */
export function shownScopes(plan: CountingPlan): readonly Scope[] {
  return [
    WHOLE,
    ...plan.factors.map((id): Scope => ({ kind: 'factor', id })),
    ...plan.questions.map(({ id }): Scope => ({ kind: 'question', id })),
  ];
}

/** Forms on a board that count or are below the method's minimum. */
export function formsOnBoard(plan: CountingPlan, board: Board): number {
  return formsIn(plan, board, 'all');
}

/** Forms that came after the round had closed. */
export function lateForms(plan: CountingPlan, board: Board): number {
  return formsIn(plan, board, 'late');
}

/** The first state of the board of an open round: units with ten people or more in everything that is shown of them. */
export function firstBoard(plan: CountingPlan, counted: Board): Board {
  return nextBoard(plan, { ...counted, tallies: [] }, counted);
}

/**
 * The next state of the board of an open round: a unit's tallies are replaced where each of its shown counts moves by at
 * least ten people or not at all.
 */
export function nextBoard(plan: CountingPlan, held: Board, counted: Board): Board {
  const before = liveTallies(held);
  const tallies = [...liveTallies(counted)].flatMap(([unitId, next]) => {
    const shown = before.get(unitId) ?? [];
    return mayMove(plan, shown, next) ? next : shown;
  });
  return { ...counted, tallies };
}

const liveDimensions: readonly Dimension[] = ['all', 'importance', 'annulled'];

/** What a live board shows, by unit. */
function liveTallies({ tallies }: Board): Map<string, Tally[]> {
  const byUnit = new Map<string, Tally[]>();
  for (const tally of tallies) {
    if (!liveDimensions.includes(tally.dimension)) continue;
    byUnit.set(tally.unitId, [...(byUnit.get(tally.unitId) ?? []), tally]);
  }
  return byUnit;
}

function mayMove(plan: CountingPlan, before: readonly Tally[], after: readonly Tally[]): boolean {
  const peopleBefore = shownPeople(plan, before);
  return shownPeople(plan, after).every((people, place) => {
    const difference = Math.abs(people - peopleBefore[place]!);
    return difference === 0 || difference >= MINIMUM_RESPONDENTS;
  });
}

/** People in each scope that is shown of a unit. */
function shownPeople(plan: CountingPlan, tallies: readonly Tally[]): readonly number[] {
  const all = tallies.find(({ dimension }) => dimension === 'all');
  if (!all) return shownScopes(plan).map(() => 0);
  const cell = cellOver(plan, all.numbers);
  return shownScopes(plan).map((scope) =>
    scope.kind === 'whole' ? peopleIn(cell) : momentsOf(plan, scope, cell).answered,
  );
}

function formsIn(plan: CountingPlan, { tallies }: Board, wanted: Dimension): number {
  return tallies
    .filter(({ dimension }) => dimension === wanted)
    .map(({ numbers }) => cellOver(plan, numbers))
    .reduce((sum, cell) => sum + formsInCell(cell), 0);
}
