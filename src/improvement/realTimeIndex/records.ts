/** The counts for the computed items of group 5, for each unit without its subunits. */
import { currentTerm, openedOn, timedSteps } from '../cases/terms.ts';
import type { Case, StepKind } from '../cases/case.ts';
import type { RateCounts } from '../../statistics/estimation/figure.ts';
import type { HandledFiles } from '../../statistics/estimation/realTimeIndex.ts';
import type { Caseload } from '../../registers/caseloads/caseload.ts';
import type { WorkingCalendar } from '../../platform/calendar/workingDays.ts';

const handlingKinds: readonly StepKind[] = ['answer', 'refuse', 'giveBack', 'askMore', 'publish'];

/**
 * Item 5.2: handlings, and those on time. A case gives one handling for each unit that took a step with a term; it is
 * on time if it meets all its terms. A case that the unit should have answered by now counts too; one whose terms end
 * beyond the list of holidays does not.
 *
 * @param cases those that reached the screeners in the year
 */
export function handlingsByUnit(
  cases: readonly Case[],
  calendar: WorkingCalendar,
  today: string,
): ReadonlyMap<string, RateCounts> {
  const counts = new Map<string, RateCounts>();
  for (const one of cases) {
    for (const [unitId, kept] of handlingsOf(one, calendar, today)) {
      const isOnTime = !kept.includes(false);
      if (isOnTime && kept.includes(undefined)) continue;
      const { part, whole } = counts.get(unitId) ?? { part: 0, whole: 0 };
      counts.set(unitId, { part: part + (isOnTime ? 1 : 0), whole: whole + 1 });
    }
  }
  return counts;
}

/** By unit: whether each of its terms was met; undefined where the list of holidays does not reach. */
function handlingsOf(one: Case, calendar: WorkingCalendar, today: string) {
  const kept = new Map<string, (boolean | undefined)[]>();
  const note = (unitId: string, isOnTime: boolean | undefined): void => {
    kept.set(unitId, [...(kept.get(unitId) ?? []), isOnTime]);
  };
  for (const { kind, unitId, isOnTime } of timedSteps(one, calendar)) {
    if (handlingKinds.includes(kind)) note(unitId, isOnTime);
  }
  const dueOn = one.state === 'assigned' ? currentTerm(one, calendar)?.dueOn : undefined;
  if (dueOn !== undefined && dueOn < today) note(one.unitId, false);
  return kept;
}

/**
 * Item 5.4: files on lines that state how many were overdue, and cases about the unit in the same months. A case is a
 * complaint unless it was dismissed or refused; an unscreened one is not yet a complaint.
 */
export function filesByUnit(
  lines: readonly Caseload[],
  cases: readonly Case[],
): ReadonlyMap<string, HandledFiles> {
  const files = new Map<string, HandledFiles>();
  const told = new Set<string>();
  for (const { unitId, month, transactions, overdue } of lines) {
    if (overdue === undefined) continue;
    told.add(`${unitId} ${month}`);
    const before = files.get(unitId) ?? { files: 0, overdue: 0, complained: 0 };
    files.set(unitId, {
      ...before,
      files: before.files + transactions,
      overdue: before.overdue + overdue,
    });
  }
  for (const one of cases) {
    const before = files.get(one.unitId);
    if (!before || !isComplaint(one) || !told.has(`${one.unitId} ${openedOn(one).slice(0, 7)}`)) continue;
    files.set(one.unitId, { ...before, complained: Math.min(before.files, before.complained + 1) });
  }
  return files;
}

function isComplaint({ refused, text }: Case): boolean {
  return text !== undefined && refused !== true;
}
