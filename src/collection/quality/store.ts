import type { Connection, mongo } from 'mongoose';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { gapsFrom, scoresFrom, type PointHour } from './pointHour.ts';
import type { Sign } from './signs.ts';
import type { FormsByDay } from './weekHours.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export const pointDaysPlan: CollectionPlan = {
  name: 'pointDays',
  schemaVersion: 1,
  indexes: [{ keys: { accessPointId: 1, revision: 1, day: 1 } }, { keys: { day: 1 } }],
};
export const pointSignsPlan: CollectionPlan = { name: 'pointSigns', schemaVersion: 1 };

/** An access point in the revision for a unit. */
export interface PointRevision {
  readonly accessPointId: string;
  readonly revision: number;
}

export interface PointDay extends PointRevision {
  /** In Viet Nam, as `YYYY-MM-DD`. */
  readonly day: string;
  /** Hours with submissions or arrivals, in order. */
  readonly hours: readonly PointHour[];
}

/** The signs of a point at the end of a day, for the list. */
interface PointSigns extends PointRevision {
  readonly day: string;
  readonly signs: readonly Sign[];
  /** In the days examined. */
  readonly forms: number;
  readonly apart: number;
}

/** Counters by name, so that each can be incremented without reading the others. */
interface StoredHour {
  readonly forms?: number;
  readonly straight?: number;
  readonly apart?: number;
  readonly flags?: PointHour['flags'];
  readonly scores?: Readonly<Record<string, number>>;
  readonly arrivals?: number;
  readonly gaps?: readonly number[] | Readonly<Record<string, number>>;
}
type DayDocument = Omit<PointDay, 'hours'> & {
  readonly _id: string;
  readonly hours?: Readonly<Record<string, StoredHour>>;
};
type CountedDay = Pick<DayDocument, '_id' | 'hours'>;
type SignsDocument = PointSigns & { readonly _id: string };

export function qualityStore(connection: Connection) {
  const days = connection.collection<DayDocument>(pointDaysPlan.name);
  return { ...hourCounts(days), ...keptDaysIn(days), ...pointSigns(connection) };
}
export type QualityStore = ReturnType<typeof qualityStore>;

type Days = mongo.Collection<DayDocument>;

function hourCounts(days: Days) {
  return {
    /** Increments counters of an hour, such as `forms` and `flags.tooFast`. */
    async addCounts(
      location: PointRevision,
      hour: Date,
      added: Readonly<Record<string, number>>,
    ): Promise<void> {
      const named = Object.entries(added).map(([name, count]) => [
        `${pathOf(hourOfDay(hour))}.${name}`,
        count,
      ]);
      const day = dayOf(hour);
      await days.updateOne(
        { _id: `${idOf(location)} ${day}` },
        { $inc: Object.fromEntries(named), $setOnInsert: { ...location, day } },
        { upsert: true },
      );
    },

    /** Days of a point from a day on, oldest first. */
    async listDays(
      { accessPointId, revision }: PointRevision,
      fromDay: string,
    ): Promise<readonly PointDay[]> {
      const found = await days
        .find({ accessPointId, revision, day: { $gte: fromDay } })
        .sort({ day: 1 })
        .toArray();
      return found.map(pointDayOf);
    },
    /** The forms of many points together, from a day to another one, both included. */
    async countForms(
      locations: readonly PointRevision[],
      fromDay: string,
      toDay: string,
    ): Promise<FormsByDay> {
      const wanted = new Set(locations.map(idOf));
      const found = days
        .find({
          accessPointId: { $in: locations.map(({ accessPointId }) => accessPointId) },
          revision: { $in: [...new Set(locations.map(({ revision }) => revision))] },
          day: { $gte: fromDay, $lte: toDay },
        })
        .project<CountedDay>(formsOfHours)
        .batchSize(daysAtOnce);
      return await formsByDay(found, wanted);
    },
  };
}

function keptDaysIn(days: Days) {
  return {
    /** Points with a submission on a day or later. */
    async listActive(fromDay: string): Promise<readonly PointRevision[]> {
      const found = days.find({ day: { $gte: fromDay } }, { projection: { accessPointId: 1, revision: 1 } });
      const locations = new Map<string, PointRevision>();
      for await (const { accessPointId, revision } of found) {
        locations.set(idOf({ accessPointId, revision }), { accessPointId, revision });
      }
      return [...locations.values()];
    },
    /** @returns how many point-days were deleted */
    async dropDaysBefore(day: string): Promise<number> {
      return (await days.deleteMany({ day: { $lt: day } })).deletedCount;
    },
    /** The number of stored point-days, and the first of them. */
    async keptDays(): Promise<{ readonly count: number; readonly first: string | undefined }> {
      const [count, first] = await Promise.all([
        days.countDocuments(),
        days.find().project<{ day: string }>({ day: 1 }).sort({ day: 1 }).limit(1).toArray(),
      ]);
      return { count, first: first[0]?.day };
    },
  };
}

function pointSigns(connection: Connection) {
  const signs = connection.collection<SignsDocument>(pointSignsPlan.name);
  return {
    async putSigns(found: PointSigns): Promise<void> {
      const _id = idOf(found);
      await signs.replaceOne({ _id }, { ...found }, { upsert: true });
    },
    async listSigns(): Promise<readonly PointSigns[]> {
      const found = await signs.find().toArray();
      return found.map(({ _id, ...rest }) => rest);
    },
  };
}

function idOf({ accessPointId, revision }: PointRevision): string {
  return `${accessPointId} ${revision}`;
}

async function formsByDay(
  found: AsyncIterable<CountedDay>,
  wanted: ReadonlySet<string>,
): Promise<FormsByDay> {
  const counts = new Map<string, number[]>();
  for await (const { _id, hours = {} } of found) {
    const end = _id.lastIndexOf(' ');
    if (!wanted.has(_id.slice(0, end))) continue;
    const day = _id.slice(end + 1);
    const ofDay = counts.get(day) ?? Array.from<number>({ length: 24 }).fill(0);
    counts.set(day, ofDay);
    for (const name in hours) ofDay[Number(name.slice(1))]! += hours[name]!.forms ?? 0;
  }
  return counts;
}

/** Hour of the day in Viet Nam. */
function hourOfDay(instant: Date): number {
  return (instant.getUTCHours() + 7) % 24;
}

function pathOf(hour: number): string {
  return `hours.h${String(hour).padStart(2, '0')}`;
}

/** Decoded without a pause. */
const daysAtOnce = 250;

/** All that is read of a day where only its forms count. */
const formsOfHours = Object.fromEntries(
  Array.from({ length: 24 }, (_, hour) => [`${pathOf(hour)}.forms`, 1]),
);

function pointDayOf({ accessPointId, revision, day, hours = {} }: DayDocument): PointDay {
  const kept = Object.entries(hours).sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    accessPointId,
    revision,
    day,
    hours: kept.map(([name, hour]) => pointHourOf(Number(name.slice(1)), hour)),
  };
}

function pointHourOf(hour: number, stored: StoredHour): PointHour {
  const { forms = 0, straight = 0, apart = 0, flags = {}, scores = {}, arrivals = 0, gaps = {} } = stored;
  return {
    hour,
    forms,
    straight,
    apart,
    flags,
    scores: scoresFrom.map((_, index) => scores[`s${index}`] ?? 0),
    arrivals,
    gaps: gapsFrom.map((_, index) => (isList(gaps) ? gaps[index] : gaps[`g${index}`]) ?? 0),
  };
}

function isList(gaps: NonNullable<StoredHour['gaps']>): gaps is readonly number[] {
  return Array.isArray(gaps);
}
