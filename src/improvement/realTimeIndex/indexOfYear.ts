/** Loads the data for group 5 of a year. */
import { unitScopeOn, type UnitScope } from '../../access/accounts/unitScope.ts';
import { openedOn } from '../cases/terms.ts';
import { monthsOf } from '../../registers/caseloads/caseload.ts';
import { currentCaseloads } from '../../registers/caseloads/currentCaseloads.ts';
import { group5Of, type Group5 } from './group5.ts';
import { filesByUnit, handlingsByUnit } from './records.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

export interface YearIndex {
  readonly year: string;
  /** Years with data, newest first; this year is always included. */
  readonly years: readonly string[];
  readonly units: UnitScope;
  /** Units with data, in the order of the tree; units that have ended come last. */
  readonly unitIds: readonly string[];
  of(unitId: string): Group5;
  readonly madeUp: boolean;
}

type NeededStores = Pick<Stores, 'cases' | 'importBatches' | 'enteredItems' | 'holidays' | 'units'>;

/** @param wanted a year, `YYYY`; empty: this one */
export async function indexOfYear(stores: NeededStores, wanted: string, now: Date): Promise<YearIndex> {
  const today = dayOf(now);
  const thisYear = today.slice(0, 4);
  const year = wanted || thisYear;
  const [taken, caseloads, periods, entered, list, calendar] = await Promise.all([
    stores.cases.listDownload(),
    currentCaseloads(stores.importBatches, monthsOf(year)),
    stores.importBatches.listPeriods('caseloads'),
    stores.enteredItems.list(year),
    stores.units.list(),
    stores.holidays.calendar(),
  ]);
  const units = unitScopeOn(list, today);
  const cases = taken.filter((one) => openedOn(one).startsWith(year));
  const records = {
    handlings: handlingsByUnit(cases, calendar, today),
    files: filesByUnit(caseloads.lines, cases),
    entered,
  };
  const locations = { ...units, unitIds: list.map(({ id }) => id) };
  const of = group5Of(records, locations);
  return {
    year,
    years: yearsOf([...periods, ...taken.map(openedOn), thisYear, year]),
    units,
    unitIds: inOrder(units, locations.unitIds).filter((unitId) => isTold(of(unitId))),
    of,
    madeUp: caseloads.madeUp || cases.some(({ madeUp }) => madeUp === true),
  };
}

function yearsOf(days: readonly string[]): readonly string[] {
  return [...new Set(days.map((day) => day.slice(0, 4)))].toSorted().toReversed();
}

function inOrder(units: UnitScope, unitIds: readonly string[]): readonly string[] {
  const living = units.outline().map(({ unit }) => unit.id);
  return [...living, ...unitIds.filter((id) => !units.lives(id)).toSorted()];
}

function isTold({ lines, total }: Group5): boolean {
  return total !== undefined || lines.some((line) => 'figure' in line && line.figure.state === 'hidden');
}
