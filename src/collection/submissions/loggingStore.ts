/** Submissions to be logged, and the fields read in the order of the log. */
import { readAhead } from '../../platform/storage/readAhead.ts';
import type { Submission } from './submission.ts';
import { submissionOf } from './storedSubmission.ts';
import type { SubmissionCollections } from './recordStore.ts';

/** The fields of a logged submission that columns store. */
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

export function loggingStore(collections: SubmissionCollections) {
  return { ...unloggedIn(collections), ...loggedIn(collections) };
}

/** What waits for the log. */
function unloggedIn({ submissions, unchecked }: SubmissionCollections) {
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
    /** Submissions that arrived before an hour and are not in the log. */
    async *eachUnlogged(before: Date, countMax: number): AsyncIterable<Submission> {
      const waiting = unchecked
        .find({ unlogged: true, receivedHour: { $lt: before } }, { batchSize: 200 })
        .limit(countMax);
      for await (const document of waiting) yield submissionOf(document);
    },
    /** Clears the pending flag of logged submissions, and stores their positions. */
    async markLogged(
      locations: readonly { readonly id: string; readonly position: number }[],
    ): Promise<void> {
      if (locations.length === 0) return;
      const writes = locations.map(({ id, position }) => ({
        updateOne: {
          filter: { _id: id },
          update: { $set: { position }, $unset: { unlogged: '' as const } },
        },
      }));
      await unchecked.bulkWrite(writes, { ordered: false });
    },
    /** Submissions of a round that wait for the log. */
    async countUnlogged(roundId: string): Promise<number> {
      const waiting = { unlogged: true as const, receivedHour: { $gte: new Date(0) }, roundId };
      return await submissions.countDocuments(waiting);
    },
  };
}

/** What is in the log. */
function loggedIn({ unchecked }: SubmissionCollections) {
  return {
    /** Submissions with positions from one up to, but not including, another, in the order of the log. */
    eachLogged(from: number, to: number): AsyncIterable<LoggedSubmission> {
      const found = unchecked
        .find({ position: { $gte: from, $lt: to } }, { projection: loggedFields, batchSize: 500, raw: true })
        .sort({ position: 1 });
      return readAhead(found) as AsyncIterable<unknown> as AsyncIterable<LoggedSubmission>;
    },
    /** The submission at a position in the log. */
    async findLogged(position: number): Promise<Submission | undefined> {
      const document = await unchecked.findOne({ position });
      return document ? submissionOf(document) : undefined;
    },
    /** Positions, within the same bounds, of submissions with erased respondent characteristics. */
    async listErasedBands(from: number, to: number): Promise<{ roundId: string; position: number }[]> {
      const found = unchecked.find(
        { position: { $gte: from, $lt: to }, 'erased.about': { $exists: true } },
        { projection: { _id: 0, roundId: 1, position: 1 } },
      );
      return (await found.toArray()) as unknown as { roundId: string; position: number }[];
    },
    /** Positions of the annulled submissions of a round, in an order that reveals nothing. */
    async listAnnulled(roundId: string): Promise<number[]> {
      const found = unchecked.find(
        { annulled: true, roundId },
        { projection: { _id: 0, position: 1 }, batchSize: 10_000 },
      );
      return (await found.toArray()).flatMap(({ position }) => position ?? []);
    },
  };
}
