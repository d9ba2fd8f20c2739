/** What other tables of the same forms hide, so that the one that is asked for does not tell it. */
import type { Crosstab, CrosstabPlace } from '../columns/crosstab.ts';
import { cellOver, peopleIn } from '../satisfaction/cell.ts';
import type { CountingPlan } from '../satisfaction/countingPlan.ts';
import { momentsOf, type Scope } from '../satisfaction/scope.ts';
import type { CountedSides } from './countTogether.ts';
import type { AnalysisDimension } from './dimensions.ts';
import { bundlesOf, bundlesOfMonths, keepsBundles, type Bundle, type HiddenDay } from './period.ts';

/** More cells are read by nobody. */
const cellsMax = 600;
/** Of units by days, of which one unit is shown: 100 units by 60 days take a second to hide, and are kept. */
export const cellsBesideMax = 10_000;

export function isTooLarge({ cells, cellsBeside = 0 }: Pick<CountedSides, 'cells' | 'cellsBeside'>): boolean {
  return cells > cellsMax || cellsBeside > cellsBesideMax;
}

/** Undefined where nothing of it is shown. */
function shownTable(counted: CountedSides, scope: Scope): Crosstab | undefined {
  return isTooLarge(counted) ? undefined : counted.tableOf(scope);
}

/**
 * The days that are not told, in bundles; by whole months where there is no table by day. Those of the units above are
 * among them: what two days of a unit tell together is a bound on each, where one of the two is shown above.
 */
export function hiddenDays(
  plan: CountingPlan,
  days: readonly CountedSides[],
  scope: Scope,
): readonly Bundle[] {
  return days.flatMap((counted) => {
    const table = shownTable(counted, scope);
    const untold = counted.groups
      .filter(({ keys: [first] }) => !table || table.figure({ first }).state === 'hidden')
      .map(({ keys: [day = ''], numbers }) => ({ day, ...peopleOf(plan, numbers, scope) }));
    return table ? bundlesOf(untold) : bundlesOfMonths(untold);
  });
}

/** What each dimension by itself does not tell. */
export function hiddenAlone(alone: readonly (CountedSides | undefined)[], scope: Scope): CrosstabPlace[] {
  return alone.flatMap((counted, side) => {
    if (!counted) return [];
    const table = shownTable(counted, scope);
    return counted.keys[0]!.filter((first) => !table || table.figure({ first }).state === 'hidden').map(
      (key) => (side === 0 ? { first: key } : { second: key }),
    );
  });
}

/**
 * Periods that would tell, beside the days of a group that are shown, or of all, one of its days that is not. Where there is
 * no table by day, a week less a month would tell them all the same: its days are bundles of whole months.
 */
export function cutPlaces(
  dimensions: readonly AnalysisDimension[],
  byDay: CountedSides,
  { plan, scope, bundles }: { plan: CountingPlan; scope: Scope; bundles: readonly Bundle[] },
): CrosstabPlace[] {
  const side = dimensions.findIndex(({ periods }) => periods);
  const placeAt = (key: string, other: string): CrosstabPlace =>
    side === 0 ? { first: key, second: other } : { first: other, second: key };
  const { keys, groups } = byDay;
  const table = byDay.tableOf(scope);
  return keys[1 - side]!.flatMap((other) => {
    const given = groups.filter(({ keys: own }) => own[1 - side] === other);
    const untold = given
      .filter(({ keys: own }) => !table || table.figure(placeAt(own[side]!, other)).state === 'hidden')
      .map(({ keys: own, numbers }) => ({ day: own[side]!, ...peopleOf(plan, numbers, scope) }));
    const kept = [...bundles, ...(table ? bundlesOf(untold) : bundlesOfMonths(untold))];
    return Object.entries(dimensions[side]!.periods ?? {})
      .filter(([, period]) => !keepsBundles(period, kept))
      .filter(([, { from, to }]) => given.some(({ keys: own }) => from <= own[side]! && own[side]! <= to))
      .map(([key]) => placeAt(key, other));
  });
}

/** The days of each month, which single forms tell in sum, in all and in each group of the other dimension. */
export function monthsOf(
  dimensions: readonly AnalysisDimension[],
  keys: readonly (readonly string[])[],
): CrosstabPlace[][] {
  const side = dimensions.findIndex(({ id }) => id === 'day');
  if (side < 0) return [];
  const months = new Set(keys[side]!.map((day) => day.slice(0, 7)));
  return [undefined, ...(keys[1 - side] ?? [])].flatMap((other) =>
    [...months].map((month) =>
      keys[side]!.filter((day) => day.startsWith(month)).map((day) =>
        side === 0 ? { first: day, second: other } : { first: other, second: day },
      ),
    ),
  );
}

function peopleOf(plan: CountingPlan, numbers: Float64Array, scope: Scope): Omit<HiddenDay, 'day'> {
  const cell = cellOver(plan, numbers);
  return { people: peopleIn(cell), answered: momentsOf(plan, scope, cell).answered };
}
