/** The stored records: adding, finding, annulling, erasing parts. */
import type { Connection } from 'mongoose';
import { duplicatePositions, toDocument } from '../../platform/storage/documents.ts';
import { gathered } from '../../platform/storage/gather.ts';
import type { Submission } from './submission.ts';
import { newMarks, submissionOf, submissionsCollection, type StoredSubmission } from './storedSubmission.ts';

export function submissionCollections(connection: Connection) {
  return {
    submissions: submissionsCollection.open(connection).model,
    /**
     * Uses the driver directly: the shape is made here, and mongoose's validation would cost more than the insert.
     */
    unchecked: connection.collection<StoredSubmission>(submissionsCollection.name),
  };
}
export type SubmissionCollections = ReturnType<typeof submissionCollections>;

export interface StoredRecord {
  readonly submission: Submission;
  readonly unlogged: boolean;
  readonly position: number | undefined;
}

export function recordStore(collections: SubmissionCollections) {
  return {
    ...addingTo(collections),
    ...readingOf(collections),
    ...withdrawingFrom(collections),
  };
}
export type RecordStore = ReturnType<typeof recordStore>;

function addingTo({ unchecked }: SubmissionCollections) {
  /** @returns for each whether it was added; when this resolves, those are on disk */
  async function insertAll(many: readonly Submission[]): Promise<readonly boolean[]> {
    const documents = many.map((submission) => ({ ...toDocument(submission), ...newMarks(submission) }));
    try {
      await unchecked.insertMany(documents, { ordered: false });
      return documents.map(() => true);
    } catch (error) {
      const there = duplicatePositions(error);
      if (!there) throw error;
      return documents.map((_, index) => !there.has(index));
    }
  }
  const insert = gathered(insertAll);

  return {
    /**
     * Durable: when this resolves with true, the submission is on disk, written alone or with others that came at the
     * same time.
     *
     * @returns false if the id is already used; nothing is stored then
     */
    async add(submission: Submission): Promise<boolean> {
      return await insert(submission);
    },
    /** Adds those that do not exist yet; when this resolves, all of them are on disk. */
    async addMany(many: readonly Submission[]): Promise<void> {
      if (many.length === 0) return;
      await insertAll(many.toSorted((one, other) => (one.id < other.id ? -1 : 1))); // the order of the file is not preserved
    },
  };
}

function readingOf({ submissions, unchecked }: SubmissionCollections) {
  return {
    /** How many of these exist. */
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
    /** Whether it waits for the log, as opposed to being in it. */
    async isUnlogged(submissionId: string): Promise<boolean> {
      return (await submissions.exists({ _id: submissionId, unlogged: true })) !== null;
    },
    /** Submissions received in a round and not annulled, including late ones. */
    async countOfRound(roundId: string): Promise<number> {
      return await submissions.countDocuments({ roundId, annulled: null });
    },
    async countAll(): Promise<number> {
      return await submissions.estimatedDocumentCount();
    },
    /** All records, each with its pending state for the log and its stored position there. */
    async *eachRecord(): AsyncIterable<StoredRecord> {
      for await (const document of unchecked.find({}, { batchSize: 500 }).sort({ _id: 1 })) {
        const { position, unlogged } = document;
        yield { submission: submissionOf(document), unlogged: unlogged === true, position };
      }
    },
    /** Submissions at an access point within a period, in an order that reveals nothing. */
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
  };
}

/** Annulling whole submissions, and erasing parts of them. */
function withdrawingFrom({ submissions }: SubmissionCollections) {
  return {
    /** A counted submission is flagged for recounting; one not yet counted is annulled before it is counted. */
    async markAnnulled(receiptCode: string): Promise<void> {
      const found = await submissions.exists({ receiptCode });
      if (!found) return;
      const valid = { _id: found._id, annulled: null };
      let isDone = false;
      while (!isDone) {
        // It may be counted between the two updates, and both then miss it; the first finds it in the next pass.
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
     * Deletes a part with its salt, and stores the hash that the ledger holds. Counted respondent characteristics
     * leave the tallies with the next batch.
     */
    async erase(receiptCode: string, part: 'about' | 'comment', hash: Buffer): Promise<void> {
      const holding = await submissions.exists({ receiptCode });
      if (!holding) return;
      const kept = { _id: holding._id, [`salts.${part}`]: { $exists: true } };
      const hashed = { [`erased.${part}`]: hash };
      const saltless = { [`salts.${part}`]: '' as const };
      if (part === 'comment') {
        const unset = { ...saltless, comment: '', questionComments: '' } as const;
        await submissions.updateOne(kept, { $set: hashed, $unset: unset });
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
        await submissions.updateOne({ ...kept, ...stays } as never, change); // no match if it was counted meanwhile
      }
    },
  };
}
