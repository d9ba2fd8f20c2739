import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { WorkingCalendar } from '../../platform/calendar/workingDays.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import { announcedYears } from './announced.ts';
import { calendarOf, type Holiday, type HolidayYear } from './holiday.ts';

export const holidayYearsPlan: CollectionPlan = {
  name: 'holidayYears',
  schemaVersion: 1,
  indexes: [outboxIndex],
};

interface YearDocument extends WithOutbox {
  /** The year. */
  readonly _id: string;
  readonly version: number;
  readonly holidays: readonly Holiday[];
}

const schema = new Schema<YearDocument>(
  {
    _id: String,
    version: { type: Number, required: true },
    holidays: { type: Schema.Types.Mixed, required: true },
    ...outboxField,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

export function holidayStore(connection: Connection) {
  const years = connection.model('HolidayYear', schema, holidayYearsPlan.name);

  /** All years, oldest first, without gaps. */
  async function list(): Promise<readonly HolidayYear[]> {
    const documents = await years.find().lean<YearDocument[]>();
    const stored = documents.map(({ _id, version, holidays }) => ({ year: _id, version, holidays }));
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
    async put({ year, version, holidays }: HolidayYear, entry: AuditEntry): Promise<boolean> {
      const next = { holidays, version: version + 1 };
      if (version > 0) {
        const { matchedCount } = await years.updateOne(
          { _id: year, version },
          { $set: next, $push: { outbox: entry } },
        );
        return matchedCount === 1;
      }
      try {
        await years.insertOne({ _id: year, ...next, outbox: [entry] });
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return false;
      }
    },
  };
}
export type HolidayStore = ReturnType<typeof holidayStore>;
