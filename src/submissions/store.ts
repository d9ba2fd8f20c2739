import { Schema, type Connection } from 'mongoose';
import { submissionEntry } from '../ledger/entry.ts';
import { leafHash } from '../ledger/merkle.ts';
import type { CollectionPlan } from '../storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../storage/documents.ts';
import type { Migration } from '../storage/migrations.ts';
import { readAhead } from '../storage/readAhead.ts';
import { importedNotice, type Submission } from './submission.ts';

export const submissionsPlan: CollectionPlan = {
  name: 'submissions',
  schemaVersion: 5,
  clustered: true,
  indexes: [
    { keys: { roundId: 1 } },
    { keys: { receiptCode: 1 }, unique: true },
    { keys: { receivedHour: 1 }, partialFilterExpression: { unlogged: true } },
    // Round and lateness are in it, so that what waits in a round is counted here and not among all of its forms.
    { keys: { uncounted: 1, roundId: 1, late: 1 }, partialFilterExpression: { uncounted: true } },
    { keys: { position: 1 }, partialFilterExpression: { position: { $exists: true } } },
    { keys: { annulled: 1, roundId: 1 }, partialFilterExpression: { annulled: true } },
    { keys: { unread: 1, receivedHour: 1 }, partialFilterExpression: { unread: true } },
  ],
};

export const submissionMigrations: readonly Migration[] = [
  {
    collection: submissionsPlan.name,
    toVersion: 2,
    async run(connection) {
      await connection.collection(submissionsPlan.name).updateMany({}, { $set: { unlogged: true } });
    },
  },
  {
    collection: submissionsPlan.name,
    toVersion: 3,
    async run(connection) {
      await connection.collection(submissionsPlan.name).updateMany({}, { $set: { uncounted: true } });
    },
  },
  {
    collection: submissionsPlan.name,
    toVersion: 4,
    /** Looks up the place in the log of everything that is logged. */
    async run(connection) {
      const kept = connection.collection<StoredSubmission>(submissionsPlan.name);
      const entries = connection.collection<{ _id: number; hash: Buffer }>('ledgerEntries');
      for await (const document of kept.find({
        unlogged: { $exists: false },
        position: { $exists: false },
      })) {
        const hash = leafHash(submissionEntry(submissionOf(document)));
        const entry = await entries.findOne({ hash }, { projection: { _id: 1 } });
        if (entry) await kept.updateOne({ _id: document._id }, { $set: { position: entry._id } });
      }
    },
  },
  {
    collection: submissionsPlan.name,
    toVersion: 5,
    /** Nothing in what is kept changes; but an earlier program would leave marks out of the hash of the answers. */
    run: async () => {},
  },
];

/**
 * A submission as it is kept. The marks go when it is in the log and in the tallies, and nothing is left that tells when
 * that was. With `recount` it is in the tallies as one that counts with its bands, and has been annulled since, or its bands
 * erased. What was erased stays in `leaving` until the tallies have let go of it, which takes a moment.
 */
type StoredSubmission = Stored<Submission> & {
  readonly unlogged?: true;
  readonly uncounted?: true;
  readonly recount?: true;
  /** Place in the log. The hash of the record leads to it too: with it, columns are made without a million hashes. */
  readonly position?: number;
  readonly leaving?: Submission['about'];
  /** Has a comment that has not become a case yet. */
  readonly unread?: true;
  /** Of the case that the comment is just becoming; it goes with the mark. */
  readonly caseId?: string;
};

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

/** What is asked of each submission of a round. */
export type CountedPart = Pick<
  Submission,
  'accessPointId' | 'revision' | 'late' | 'answers' | 'about' | 'givenOn'
>;

/** What counting needs of a submission. */
export interface CountedSubmission extends Pick<
  Submission,
  'id' | 'roundId' | 'accessPointId' | 'revision' | 'late' | 'answers' | 'givenOn' | 'flags' | 'tooFast'
> {
  /** As the tallies have it, or will: also what was erased since. */
  readonly about: Submission['about'];
  readonly annulled: boolean;
  readonly uncounted: boolean;
  readonly recount: boolean;
}

const countedFields = {
  roundId: 1,
  accessPointId: 1,
  revision: 1,
  late: 1,
  answers: 1,
  flags: 1,
  tooFast: 1,
  about: 1,
  givenOn: 1,
  annulled: 1,
  uncounted: 1,
  recount: 1,
  leaving: 1,
} as const;

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

export function submissionStore(connection: Connection) {
  const submissions = connection.model('Submission', schema, submissionsPlan.name);
  /** Straight to the driver: the shape is made here, and mongoose's checks would cost more than the insert itself. */
  const unchecked = connection.collection<StoredSubmission>(submissionsPlan.name);
  return {
    /**
     * One durable insert: when this resolves with true, the submission is on disk.
     *
     * @returns false when the id is already taken; nothing is then stored
     */
    async add(submission: Submission): Promise<boolean> {
      try {
        await unchecked.insertOne({ ...toDocument(submission), ...newMarks(submission) });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    /** Adds those that are not there yet; when this resolves, all of them are on disk. */
    async addMany(many: readonly Submission[]): Promise<void> {
      if (many.length === 0) return;
      const documents = many
        .toSorted((one, other) => (one.id < other.id ? -1 : 1)) // their order in a file is not kept
        .map((submission) => ({ ...toDocument(submission), ...newMarks(submission) }));
      try {
        await unchecked.insertMany(documents, { ordered: false });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        // Beside those that were there, another may have been refused for another reason.
        const wanted = { _id: { $in: documents.map(({ _id }) => _id) } };
        if ((await submissions.countDocuments(wanted)) < documents.length) throw error;
      }
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
    /** Forms received in a round and not annulled, late ones included. */
    async countOfRound(roundId: string): Promise<number> {
      return await submissions.countDocuments({ roundId, annulled: null });
    },
    /** All submissions of a round that are not annulled, in no telling order, a few at a time. */
    eachOfRound(roundId: string): AsyncIterable<CountedPart> {
      return submissions
        .find(
          { roundId, annulled: null },
          { _id: 0, accessPointId: 1, revision: 1, late: 1, answers: 1, about: 1, givenOn: 1 },
        )
        .lean<CountedPart>()
        .cursor({ batchSize: 1000 });
    },
    /** Forms of a round that are not in the tallies yet and not annulled. */
    async countUncounted(roundId: string): Promise<{ readonly inTime: number; readonly late: number }> {
      const count = async (late: boolean): Promise<number> =>
        await submissions.countDocuments({ uncounted: true, recount: null, annulled: null, roundId, late });
      const [inTime, late] = await Promise.all([count(false), count(true)]);
      return { inTime, late };
    },
    /** Forms of all rounds that are not in the tallies, or not in the right one any more, up to `countMax`. */
    async countWaiting(countMax: number): Promise<number> {
      return await submissions.countDocuments({ uncounted: true as const }, { limit: countMax });
    },
    /** Whether forms that arrived before an hour are not in the tallies. */
    async isCountingLate(before: Date): Promise<boolean> {
      const late = await submissions.exists({ uncounted: true as const, receivedHour: { $lt: before } });
      return late !== null;
    },
    /** Some of those that are not in the tallies, or not in the right one any more. */
    async listUncounted(countMax: number): Promise<readonly CountedSubmission[]> {
      const found = await unchecked
        .find({ uncounted: true }, { projection: countedFields, batchSize: countMax })
        .limit(countMax)
        .toArray();
      return found.map(countedOf);
    },
    async listCounted(submissionIds: readonly string[]): Promise<readonly CountedSubmission[]> {
      const wanted = { _id: { $in: [...submissionIds] } };
      const found = await unchecked
        .find(wanted, { projection: countedFields, batchSize: submissionIds.length })
        .toArray();
      return found.map(countedOf);
    },
    /**
     * Takes the mark from what a batch has put into the tallies; what was annulled in the meantime is marked for another.
     *
     * @param between called between two writes
     */
    async markCounted(
      batch: Readonly<Record<'added' | 'addedAnnulled' | 'moved' | 'erased', readonly string[]>>,
      between: () => void,
    ): Promise<void> {
      const { added, addedAnnulled, moved, erased } = batch;
      const first = (ids: readonly string[]) => ({
        _id: { $in: [...ids] },
        uncounted: true as const,
        recount: { $exists: false },
      });
      const again = (ids: readonly string[]) => ({ _id: { $in: [...ids] }, recount: true as const });
      const counted = { $unset: { uncounted: '' as const, recount: '' as const, leaving: '' as const } };
      const unchanged = { annulled: { $exists: false }, leaving: { $exists: false } };
      await unchecked.updateMany({ ...first(added), ...unchanged }, counted);
      between();
      await unchecked.updateMany(first(added), { $set: { recount: true as const } }); // whatever was changed since
      between();
      if (addedAnnulled.length > 0) await unchecked.updateMany(first(addedAnnulled), counted);
      between();
      if (moved.length > 0) await unchecked.updateMany(again(moved), counted);
      between();
      if (erased.length === 0) return;
      await unchecked.updateMany({ ...again(erased), annulled: { $exists: false } }, counted);
      between();
      await unchecked.updateMany(again(erased), { $unset: { leaving: '' as const } }); // annulled since
    },
    async countAll(): Promise<number> {
      return await submissions.estimatedDocumentCount();
    },
    /** The last id of the next so many after an id; undefined when none follows. */
    async findIdAfter(submissionId: string, countMax: number): Promise<string | undefined> {
      const after = { _id: { $gt: submissionId } };
      const [last] = await submissions
        .find(after, { _id: 1 })
        .sort({ _id: 1 })
        .skip(countMax - 1)
        .limit(1)
        .lean<{ _id: string }[]>();
      if (last) return last._id;
      const [end] = await submissions
        .find(after, { _id: 1 })
        .sort({ _id: -1 })
        .limit(1)
        .lean<{ _id: string }[]>();
      return end?._id;
    },
    /** Those with ids above one and up to another. */
    async *eachBetween(after: string, upTo: string): AsyncIterable<CountedSubmission> {
      const found = unchecked
        .find({ _id: { $gt: after, $lte: upTo } }, { projection: countedFields, batchSize: 500 })
        .sort({ _id: 1 });
      for await (const document of readAhead(found)) yield countedOf(document);
    },

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
      const waiting = submissions
        .find({ unlogged: true as const, receivedHour: { $lt: before } })
        .limit(countMax)
        .lean<StoredSubmission>()
        .cursor({ batchSize: 200 });
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
    async *eachLogged(from: number, to: number): AsyncIterable<LoggedSubmission> {
      const found = unchecked
        .find({ position: { $gte: from, $lt: to } }, { projection: loggedFields, batchSize: 500 })
        .sort({ position: 1 });
      for await (const document of readAhead(found)) yield document as unknown as LoggedSubmission;
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
    /** Everything that is kept, with whether it still waits for the log. */
    async *eachRecord(): AsyncIterable<{ readonly submission: Submission; readonly unlogged: boolean }> {
      for await (const document of submissions
        .find()
        .sort({ _id: 1 })
        .lean<StoredSubmission>()
        .cursor({ batchSize: 500 })) {
        yield { submission: submissionOf(document), unlogged: document.unlogged === true };
      }
    },
    /** Those that came at an access point within a time, in no telling order. */
    async *eachAtPoint(
      roundIds: readonly string[],
      accessPointId: string,
      { from, to }: { from: Date; to: Date },
    ): AsyncIterable<Submission> {
      const found = submissions
        .find({ roundId: { $in: [...roundIds] }, accessPointId, receivedHour: { $gte: from, $lt: to } })
        .lean<StoredSubmission>()
        .cursor({ batchSize: 200 });
      for await (const document of found) yield submissionOf(document);
    },
    /** Some of the comments that came before an hour and have not become cases. */
    async listComments(before: Date, countMax: number): Promise<readonly WaitingComment[]> {
      const found = await unchecked
        .find({ unread: true, receivedHour: { $lt: before } }, { projection: commentFields })
        .limit(countMax)
        .toArray();
      return found.map(({ _id: id, ...rest }) => ({ id, ...rest }));
    },
    /** @returns id of the case that the comment becomes, the one given unless there was one before */
    async holdComment(submissionId: string, caseId: string): Promise<string> {
      await unchecked.updateOne(
        { _id: submissionId, unread: true, caseId: { $exists: false } },
        { $set: { caseId } },
      );
      return (
        (await unchecked.findOne({ _id: submissionId }, { projection: { caseId: 1 } }))?.caseId ?? caseId
      );
    },
    /** Takes away what joins a form to the case that its comment has become. */
    async letCommentGo(submissionId: string): Promise<void> {
      await unchecked.updateOne(
        { _id: submissionId },
        { $unset: { unread: '' as const, caseId: '' as const, followMark: '' as const } },
      );
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
export type SubmissionStore = ReturnType<typeof submissionStore>;

/** What is read of a comment on its way to become a case. */
export interface WaitingComment extends Pick<
  Submission,
  'id' | 'roundId' | 'accessPointId' | 'revision' | 'receivedHour' | 'comment' | 'followMark'
> {
  readonly caseId?: string;
}

const commentFields = {
  roundId: 1,
  accessPointId: 1,
  revision: 1,
  receivedHour: 1,
  comment: 1,
  followMark: 1,
  caseId: 1,
} as const;

/** Comments in files from elsewhere were written to others, and on other terms: they become no cases. */
function newMarks({ comment, noticeVersion }: Submission) {
  const isForUs = comment !== undefined && noticeVersion !== importedNotice;
  return { unlogged: true, uncounted: true, ...(isForUs ? { unread: true as const } : {}) } as const;
}

/** The driver gives bytes in a wrapping of its own. */
function submissionOf(document: StoredSubmission): Submission {
  const {
    unlogged: _unlogged,
    uncounted: _uncounted,
    recount: _recount,
    leaving: _leaving,
    position: _position,
    unread: _unread,
    caseId: _caseId,
    salts,
    erased,
    ...rest
  } = document;
  return {
    ...fromDocument<Omit<Submission, 'salts' | 'erased'>>(rest),
    salts: {
      answers: bytes(salts.answers),
      about: bytes(salts.about),
      comment: bytes(salts.comment),
      ...(salts.flags ? { flags: bytes(salts.flags) } : {}),
    },
    ...(erased ? { erased: { about: bytes(erased.about), comment: bytes(erased.comment) } } : {}),
  };
}

function countedOf(document: Pick<StoredSubmission, '_id' | keyof typeof countedFields>): CountedSubmission {
  const { _id: id, annulled, uncounted, recount, leaving, about, ...rest } = document;
  return {
    id,
    ...rest,
    about: leaving ?? about,
    annulled: annulled === true,
    uncounted: uncounted === true,
    recount: recount === true,
  };
}

function bytes<Given extends Buffer | undefined>(stored: Given): Given {
  return (stored === undefined ? undefined : Buffer.from(stored.buffer)) as Given;
}
