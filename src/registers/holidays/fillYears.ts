/** Fills years from the law, so that terms can always be computed a year ahead. */
import { auditEntry } from '../../access/audit/entry.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { answerOfThread } from '../../platform/startThread.ts';
import { holidaysByLaw, type PublicHoliday } from './byLaw.ts';
import type { HolidayStore } from './store.ts';

/** A year takes a fifth of a second. */
const limitMs = 60_000;

/** Adds every missing year up to the next one. */
export async function fillYears(store: HolidayStore, now: Date): Promise<void> {
  const last = Number((await store.list()).at(-1)!.year);
  const next = Number(dayOf(now).slice(0, 4)) + 1;
  for (let number = last + 1; number <= next; number += 1) {
    const year = String(number);
    const holidays = holidaysByLaw(year, await publicHolidays(year));
    const entry = auditEntry({
      at: now,
      kind: 'holidays.filled',
      unitIds: [],
      subject: { id: year, label: year },
      after: { lines: String(holidays.length) },
    });
    await store.put({ year, holidays, version: 0 }, entry);
  }
}

/** @throws TooHeavy when it exceeds the time limit */
export async function publicHolidays(year: string): Promise<readonly PublicHoliday[]> {
  const source = new URL('./publicHolidaysWorker.ts', import.meta.url);
  return await answerOfThread(source, { workerData: year, msMax: limitMs });
}
