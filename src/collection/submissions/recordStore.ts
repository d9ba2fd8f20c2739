/** The records themselves: added, found, annulled, erased in part. */
import { Schema, type Connection } from 'mongoose';
import { duplicatePlaces, toDocument } from '../../platform/storage/documents.ts';
import { gathered } from '../../platform/storage/gather.ts';
import type { Submission } from './submission.ts';
import { newMarks, submissionOf, submissionsPlan, type StoredSubmission } from './storedSubmission.ts';

const schema = new Schema<StoredSubmission>(
  {
    _id: String,
    roundId: { type: String, required: true },
    surveyVersionId: { type: String, required: true },
    accessPointId: { type: String, required: true },
    revision: { type: Number, required: true },
    receivedHour: { type: Date, required: true },
    givenOn: { type: String, required: true },
    late: { type: Boolean, required: true },
    tooFast: Boolean,
    flags: Schema.Types.Mixed,
    noticeVersion: { type: String, required: true },
    answers: { type: Schema.Types.Mixed, required: true },
    marks: Schema.Types.Mixed,
    about: { type: Schema.Types.Mixed, required: true },
    comment: String,
    salts: {
      _id: false,
      answers: { type: Buffer, required: true },
      about: Buffer,
      comment: Buffer,
      flags: Buffer,
    },
    erased: { _id: false, about: Buffer, comment: Buffer },
    annulled: Boolean,
    receiptCode: { type: String, required: true },
    unlogged: Boolean,
    uncounted: Boolean,
    recount: Boolean,
    position: Number,
    leaving: Schema.Types.Mixed,
    followMark: String,
    unread: Boolean,
    caseId: String,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

export function submissionCollections(connection: Connection) {
  return {
    submissions: connection.model('Submission', schema, submissionsPlan.name),
    /** Straight to the driver: the shape is made here, and mongoose's checks would cost more than the insert itself. */
    unchecked: connection.collection<StoredSubmission>(submissionsPlan.name),
  };
}
export type SubmissionCollections = ReturnType<typeof submissionCollections>;

export interface StoredRecord {
  readonly submission: Submission;
  readonly unlogged: boolean;
  readonly position: number | undefined;
}

export function recordStore({ submissions, unchecked }: SubmissionCollections) {
  /** @returns of each whether it was added; when this resolves, those are on disk */
  async function insertAll(many: readonly Submission[]): Promise<readonly boolean[]> {
    const documents = many.map((submission) => ({ ...toDocument(submission), ...newMarks(submission) }));
    try {
      await unchecked.insertMany(documents, { ordered: false });
      return documents.map(() => true);
    } catch (error) {
      const there = duplicatePlaces(error);
      if (!there) throw error;
      return documents.map((_, place) => !there.has(place));
    }
  }
  const insert = gathered(insertAll);

  return {
    /**
     * Durable: when this resolves with true, the submission is on disk, by itself or with others that came at the same time.
     *
     * @returns false when the id is already taken; nothing is then stored
     */
    async add(submission: Submission): Promise<boolean> {
      return await insert(submission);
    },
    /** Adds those that are not there yet; when this resolves, all of them are on disk. */
    async addMany(many: readonly Submission[]): Promise<void> {
      if (many.length === 0) return;
      await insertAll(many.toSorted((one, other) => (one.id < other.id ? -1 : 1))); // their order in a file is not kept
    },
    /** How many of these are there. */
    async countAmong(submissionIds: readonly string[]): Promise<number> {
      if (submissionIds.length === 0) return 0;
      return await submissions.countDocuments({ _id: { $in: [...submissionIds] } });
    },
    async find(submissionId: string): Promise<Submission | undefined> {
      const document = await submissions.findById(submissionId).lean<StoredSubmission>();
      return document ? submissionOf(document) : undefined;
    },
    async findByReceipt(receiptCode: string): Promise<Submission | undefined> {
      const document = await submissions.findOne({ receiptCode }).lean<StoredSubmission>();
      return document ? submissionOf(document) : undefined;
    },
    /** Whether it waits for the log; what is in the log does not. */
    async isUnlogged(submissionId: string): Promise<boolean> {
      return (await submissions.exists({ _id: submissionId, unlogged: true })) !== null;
    },
    /** Forms received in a round and not annulled, late ones included. */
    async countOfRound(roundId: string): Promise<number> {
      return await submissions.countDocuments({ roundId, annulled: null });
    },
    async countAll(): Promise<number> {
      return await submissions.estimatedDocumentCount();
    },
    /** Everything that is kept, with whether it still waits for the log, and the position there that is noted with it. */
    async *eachRecord(): AsyncIterable<StoredRecord> {
      for await (const document of unchecked.find({}, { batchSize: 500 }).sort({ _id: 1 })) {
        const { position, unlogged } = document;
        yield { submission: submissionOf(document), unlogged: unlogged === true, position };
      }
    },
    /** Those that came at an access point within a time, in no telling order. */
    async *eachAtPoint(
      roundIds: readonly string[],
      accessPointId: string,
      { from, to }: { from: Date; to: Date },
    ): AsyncIterable<Submission> {
      const found = unchecked.find(
        { roundId: { $in: [...roundIds] }, accessPointId, receivedHour: { $gte: from, $lt: to } },
        { batchSize: 200 },
      );
      for await (const document of found) yield submissionOf(document);
    },
    /** One that is in the tallies is marked to be moved there; one that waits for them is annulled before. */
    async markAnnulled(receiptCode: string): Promise<void> {
      const valid = { receiptCode, annulled: null };
      let isDone = false;
      while (!isDone) {
        // Between the two it may be counted; then both miss it, and the first meets it the next time.
        const inTallies = await submissions.updateOne(
          { ...valid, uncounted: null },
          { $set: { annulled: true, uncounted: true, recount: true } },
        );
        const waiting = await submissions.updateOne(
          { ...valid, uncounted: true },
          { $set: { annulled: true } },
        );
        isDone =
          inTallies.matchedCount + waiting.matchedCount > 0 || (await submissions.exists(valid)) === null;
      }
    },
    /**
     * Forgets a part with its salt, and keeps the hash that the ledger holds. Bands that are in the tallies leave them with
     * the next batch.
     */
    async erase(receiptCode: string, part: 'about' | 'comment', hash: Buffer): Promise<void> {
      const kept = { receiptCode, [`salts.${part}`]: { $exists: true } };
      const hashed = { [`erased.${part}`]: hash };
      const saltless = { [`salts.${part}`]: '' as const };
      if (part === 'comment') {
        await submissions.updateOne(kept, { $set: hashed, $unset: { ...saltless, comment: '' } });
        return;
      }
      for (;;) {
        const found = await submissions.findOne(kept).lean<StoredSubmission>();
        if (!found) return;
        const { about, uncounted, annulled } = found;
        const isWaiting = uncounted === true;
        const isTallied = !isWaiting && annulled !== true;
        const stays = isWaiting
          ? { uncounted: true as const }
          : { uncounted: null, annulled: annulled ?? null };
        const marks = isTallied ? { uncounted: true, recount: true } : {};
        const leaving = isWaiting || isTallied ? { leaving: about } : {};
        const change = { $set: { ...hashed, about: {}, ...marks, ...leaving }, $unset: saltless };
        await submissions.updateOne({ ...kept, ...stays } as never, change); // or it was counted meanwhile
      }
    },
  };
}
export type RecordStore = ReturnType<typeof recordStore>;
