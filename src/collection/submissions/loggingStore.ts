/** Submissions on their way into the log, and what is read of them in its order. */
import { readAhead } from '../../platform/storage/readAhead.ts';
import type { Submission } from './submission.ts';
import { submissionOf } from './storedSubmission.ts';
import type { SubmissionCollections } from './recordStore.ts';

/** What columns keep of a submission that is in the log. */
export interface LoggedSubmission extends Pick<
  Submission,
  'roundId' | 'surveyVersionId' | 'accessPointId' | 'revision' | 'givenOn' | 'late' | 'answers' | 'about'
> {
  readonly position: number;
}

const loggedFields = {
  _id: 0,
  position: 1,
  roundId: 1,
  surveyVersionId: 1,
  accessPointId: 1,
  revision: 1,
  givenOn: 1,
  late: 1,
  answers: 1,
  about: 1,
} as const;

export function loggingStore({ submissions, unchecked }: SubmissionCollections) {
  return {
    /** How many arrived before an hour and are not in the log, up to `countMax`, and when the first of them came. */
    async findUnlogged(
      before: Date,
      countMax: number,
    ): Promise<{ count: number; oldestHour: Date } | undefined> {
      const waiting = await submissions
        .find({ unlogged: true as const, receivedHour: { $lt: before } }, { _id: 0, receivedHour: 1 })
        .sort({ receivedHour: 1 })
        .limit(countMax)
        .lean<Pick<Submission, 'receivedHour'>[]>();
      return waiting[0] && { count: waiting.length, oldestHour: waiting[0].receivedHour };
    },
    /** Those that arrived before an hour and are not in the log. */
    async *eachUnlogged(before: Date, countMax: number): AsyncIterable<Submission> {
      const waiting = unchecked
        .find({ unlogged: true, receivedHour: { $lt: before } }, { batchSize: 200 })
        .limit(countMax);
      for await (const document of waiting) yield submissionOf(document);
    },
    /** Takes the mark from submissions that are in the log by now, and notes their places there. */
    async markLogged(places: readonly { readonly id: string; readonly position: number }[]): Promise<void> {
      if (places.length === 0) return;
      const writes = places.map(({ id, position }) => ({
        updateOne: {
          filter: { _id: id },
          update: { $set: { position }, $unset: { unlogged: '' as const } },
        },
      }));
      await unchecked.bulkWrite(writes, { ordered: false });
    },
    /** Forms of a round that wait for the log. */
    async countUnlogged(roundId: string): Promise<number> {
      const waiting = { unlogged: true as const, receivedHour: { $gte: new Date(0) }, roundId };
      return await submissions.countDocuments(waiting);
    },
    /** Those with places in the log from one to before another, in the order of the log. */
    eachLogged(from: number, to: number): AsyncIterable<LoggedSubmission> {
      const found = unchecked
        .find({ position: { $gte: from, $lt: to } }, { projection: loggedFields, batchSize: 500, raw: true })
        .sort({ position: 1 });
      return readAhead(found) as AsyncIterable<unknown> as AsyncIterable<LoggedSubmission>;
    },
    /** The one with a place in the log. */
    async findLogged(position: number): Promise<Submission | undefined> {
      const document = await unchecked.findOne({ position });
      return document ? submissionOf(document) : undefined;
    },
    /** Places in the log of those, within the same bounds, of which the bands were erased. */
    async listErasedBands(from: number, to: number): Promise<{ roundId: string; position: number }[]> {
      const found = unchecked.find(
        { position: { $gte: from, $lt: to }, 'erased.about': { $exists: true } },
        { projection: { _id: 0, roundId: 1, position: 1 } },
      );
      return (await found.toArray()) as unknown as { roundId: string; position: number }[];
    },
    /** Places in the log of what was annulled in a round, in no telling order. */
    async listAnnulled(roundId: string): Promise<number[]> {
      const found = unchecked.find(
        { annulled: true, roundId },
        { projection: { _id: 0, position: 1 }, batchSize: 10_000 },
      );
      return (await found.toArray()).flatMap(({ position }) => position ?? []);
    },
  };
}
