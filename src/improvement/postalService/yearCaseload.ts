/** What the caseloads of a year and of the year before say about the public postal service. */
import type { Caller } from '../../access/accounts/caller.ts';
import { yearBefore } from '../../platform/calendar/calendarDay.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { monthsOf, type Caseload } from '../../registers/caseloads/caseload.ts';
import { currentCaseloads } from '../../registers/caseloads/currentCaseloads.ts';
import type { RoutesOptions } from '../stores.ts';
import { countsOf, monthsOfYear, sumOfCounts, type PostalCounts } from './share.ts';

export interface YearCaseload {
  readonly year: string;
  readonly years: readonly string[];
  readonly months: readonly string[];
  readonly lines: readonly Caseload[];
  readonly madeUp: boolean;
}

/** @param wanted a year; empty: the newest with caseloads */
export async function readYearCaseload(
  { stores, now }: RoutesOptions,
  wanted: string,
): Promise<YearCaseload> {
  const years = [
    ...new Set((await stores.importBatches.listPeriods('caseloads')).map((one) => one.slice(0, 4))),
  ];
  const year = wanted || years[0] || dayOf(now()).slice(0, 4);
  const months = [year, yearBefore(year)].flatMap(monthsOf);
  const { lines, madeUp } = await currentCaseloads(stores.importBatches, months);
  return {
    year,
    years: years.includes(year) ? years : [year, ...years].toSorted().toReversed(),
    months: monthsOfYear(lines, year),
    lines,
    madeUp,
  };
}

/** The caller's units with files in the year, in the order of the tree; units that have ended come last. */
export function unitsToShow(caller: Caller, { lines, year }: YearCaseload): readonly string[] {
  const seen = caller.unitIdsInView('seeCaseloads');
  const withFiles = new Set(lines.filter(({ month }) => month.startsWith(year)).map(({ unitId }) => unitId));
  const living = caller.units.outline().map(({ unit }) => unit.id);
  const ended = [...withFiles].filter((id) => !living.includes(id)).toSorted();
  return [...living, ...ended].filter(
    (id) => (!seen || seen.has(id)) && [...caller.units.subtreeIds([id])].some((one) => withFiles.has(one)),
  );
}

/** Counts of a unit and all its subunits. */
export function countsIn(
  caller: Caller,
  { lines }: YearCaseload,
  unitId: string,
  months: readonly string[],
): PostalCounts {
  const within = caller.units.subtreeIds([unitId]);
  return sumOfCounts(
    lines.filter((line) => within.has(line.unitId) && months.includes(line.month)).map(countsOf),
  );
}
