import type { Connection } from 'mongoose';
import { auditedCollection, putVersion } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import type { WorkingCalendar } from '../../platform/calendar/workingDays.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import { announcedYears } from './announced.ts';
import { calendarOf, type HolidayYear } from './holiday.ts';

interface StoredYear extends Omit<HolidayYear, 'year'> {
  /** The year. */
  readonly id: string;
}

export const holidayYearsCollection = auditedCollection<StoredYear>({
  name: 'holidayYears',
  fields: { version: Number, holidays: Mixed },
});

export function holidayStore(connection: Connection) {
  const years = holidayYearsCollection.open(connection);

  /** All years, oldest first, without gaps. */
  async function list(): Promise<readonly HolidayYear[]> {
    const stored = (await years.list()).map(({ id, ...year }) => ({ year: id, ...year }));
    const unchanged = announcedYears.filter(({ year }) => !stored.some((one) => one.year === year));
    return [...unchanged, ...stored].toSorted((one, other) => one.year.localeCompare(other.year));
  }

  return {
    list,
    async calendar(): Promise<WorkingCalendar> {
      return calendarOf(await list());
    },
    /**
     * @param next with the version that it replaces
     * @returns false, without a change, when somebody else changed the year after that version
     */
    async put({ year: id, version, holidays }: HolidayYear, entry: AuditEntry): Promise<boolean> {
      return await putVersion(years, { id, holidays, version: version + 1 }, entry);
    },
  };
}
export type HolidayStore = ReturnType<typeof holidayStore>;
