/**
 * Computes figures from counts along up to two axes. Suppression is decided on the whole table with its totals. This applies
 * even if only a slice is shown, such as the submissions that pass a filter, because the rest is a slice that could be
 * requested.
 */
import { cellOver, emptyCell, peopleIn, sumOfCells, type Cell } from '../../statistics/estimation/cell.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { figure, type Figure, type FigureContext } from '../../statistics/estimation/figure.ts';
import { answerCell } from '../results/roundRelease.ts';
import { WHOLE, type Scope } from '../../statistics/estimation/scope.ts';
import {
  suppressCrosstab,
  type CrossedGroups,
  type CrosstabCoordinates,
} from '../../statistics/disclosure/suppressCrosstab.ts';
import type { CountedGroup } from './columnQuery.ts';

export interface CrosstabContext extends Pick<FigureContext, 'purpose' | 'designEffect'> {
  readonly plan: CountingPlan;
  readonly scope: Scope;
  readonly isProbability: boolean;
  readonly subtotals?: CrossedGroups['subtotals'];
  /** Groups that the results of the round suppress. */
  readonly isSuppressed?: (position: CrosstabCoordinates) => boolean;
}

export interface Crosstab {
  /** By axis. */
  readonly keys: readonly (readonly string[])[];
  readonly figure: (position: CrosstabCoordinates) => Figure;
  readonly isSuppressed: (position: CrosstabCoordinates) => boolean;
  /** Respondents with valid responses. */
  readonly people: (position: CrosstabCoordinates) => number;
}

/**
 * @param keys by axis, the groups with respondents
 * @param groups as the columns return them, with one key for each axis
 */
export function crosstab(
  keys: readonly (readonly string[])[],
  groups: readonly CountedGroup[],
  {
    plan,
    scope,
    isProbability,
    purpose,
    designEffect,
    subtotals,
    isSuppressed = () => false,
  }: CrosstabContext,
): Crosstab {
  const cells = cellsOf(plan, groups);
  const cellAt = (position: CrosstabCoordinates): Cell => cells.get(keyOf(position)) ?? emptyCell(plan);
  const suppressIn = (of: Scope, before: (position: CrosstabCoordinates) => boolean) =>
    suppressCrosstab({
      keys,
      respondents: (position) => answerCell(plan, of, cellAt(position)).respondents,
      ...(subtotals && { subtotals }),
      isSuppressed: before,
    });
  // A group that is too small as a whole is suppressed for every question, which prevents differencing between tables.
  const ofAll = suppressIn(WHOLE, isSuppressed);
  const suppressed = scope.kind === 'whole' ? ofAll : suppressIn(scope, ofAll);
  const figures = new Map<string, Figure>();
  const figureAt = (position: CrosstabCoordinates): Figure =>
    figure(
      plan,
      scope,
      { strata: [{ cell: cellAt(position) }], isProbability },
      { unitsBasis: 'asCollected', purpose, designEffect, complementary: suppressed(position) },
    );
  return {
    keys,
    people: (position) => peopleIn(cellAt(position)),
    isSuppressed: suppressed,
    figure(position) {
      const key = keyOf(position);
      const known = figures.get(key) ?? figureAt(position);
      figures.set(key, known);
      return known;
    },
  };
}

function keyOf({ first, second }: CrosstabCoordinates): string {
  return JSON.stringify([first ?? null, second ?? null]);
}

/** The cells with all totals. */
function cellsOf(plan: CountingPlan, groups: readonly CountedGroup[]): ReadonlyMap<string, Cell> {
  const members = new Map<string, Cell[]>();
  for (const { keys, numbers } of groups) {
    const [first, second] = keys;
    const cell = cellOver(plan, numbers);
    const indexes = [{ first, second }, { first }, { second }, {}].map(keyOf);
    for (const key of new Set(indexes)) {
      const some = members.get(key);
      if (some) some.push(cell);
      else members.set(key, [cell]);
    }
  }
  return new Map(
    [...members].map(([key, some]) => [key, some.length === 1 ? some[0]! : sumOfCells(plan, some)]),
  );
}
