/**
 * Computes figures from counts along up to two axes. Suppression is decided on the whole table with its totals. This applies
 * even if only a slice is shown, such as the submissions that pass a filter, because the rest is a slice that could be
 * requested.
 */
import { cellOver, emptyCell, peopleIn, sumOfCells, type Cell } from '../../statistics/estimation/cell.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { figure, type Figure, type FigureContext } from '../../statistics/estimation/figure.ts';
import { answerCell } from '../results/roundRelease.ts';
import { scopeKey, type Scope } from '../../statistics/estimation/scope.ts';
import {
  positionKey as keyOf,
  remembered,
  suppressCrosstabs,
  type CrossedScopes,
} from '../../statistics/disclosure/suppressCrosstabs.ts';
import type { CrosstabCoordinates } from '../../statistics/disclosure/suppressCrosstab.ts';
import type { CountedGroup } from './columnQuery.ts';

export interface CrosstabContext
  extends Pick<FigureContext, 'purpose'>, Pick<CrossedScopes, 'isSuppressed' | 'unpublished' | 'longer'> {
  readonly plan: CountingPlan;
  /** Of the groups, the respondents of units that all answered alike: see `CrossedCell`. */
  readonly known?: readonly CountedGroup[];
  readonly isProbability: boolean;
  readonly designEffect: (scope: Scope) => number;
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
 * Tables of the same groups, one for each scope. All must count all questions, since a table of one question says something of the
 * others.
 *
 * @param keys by axis, the groups with respondents
 * @param groups as the columns return them, with one key for each axis
 */
export function crosstabs(
  keys: readonly (readonly string[])[],
  groups: readonly CountedGroup[],
  context: CrosstabContext,
): (scope: Scope) => Crosstab {
  const { plan, isProbability, purpose, designEffect } = context;
  const cells = cellsOf(plan, groups);
  const known = cellsOf(plan, context.known ?? []);
  const cellAt = (position: CrosstabCoordinates): Cell => cells.get(keyOf(position)) ?? emptyCell(plan);
  const crossed = remembered(scopeKey, (scope: Scope) =>
    remembered(keyOf, (position: CrosstabCoordinates) => {
      const knownCell = known.get(keyOf(position));
      return {
        ...answerCell(plan, scope, cellAt(position)),
        known: knownCell ? answerCell(plan, scope, knownCell).respondents : 0,
      };
    }),
  );
  const suppressed = suppressCrosstabs({
    ...context,
    keys,
    cell: (scope, position) => crossed(scope)(position),
  });

  function tableOf(scope: Scope): Crosstab {
    const isSuppressed = suppressed(scope);
    const figureAt = (position: CrosstabCoordinates): Figure =>
      figure(
        plan,
        scope,
        { strata: [{ cell: cellAt(position) }], isProbability },
        {
          unitsBasis: 'asCollected',
          purpose,
          designEffect: designEffect(scope),
          complementary: isSuppressed(position),
        },
      );
    return {
      keys,
      people: (position) => peopleIn(cellAt(position)),
      isSuppressed,
      figure: remembered(keyOf, figureAt),
    };
  }
  return remembered(scopeKey, tableOf);
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
