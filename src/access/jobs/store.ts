import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../audit/store.ts';
import type { Term } from '../../platform/leader/candidate.ts';
import { fencedBy, markedBy } from '../../platform/leader/fence.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import { firstWanted } from '../../platform/storage/firstWanted.ts';
import type { Interruption } from './interruption.ts';
import type { Job } from './job.ts';

export const jobsPlan: CollectionPlan = {
  name: 'jobs',
  schemaVersion: 1,
  indexes: [{ keys: { state: 1, startedAt: 1 } }, { keys: { startedAt: -1 } }, outboxIndex],
};

/** Results of jobs, in pieces that fit into a document. */
export const jobPiecesPlan: CollectionPlan = { name: 'jobPieces', schemaVersion: 1 };

type JobDocument = Stored<Job> & WithOutbox & { readonly term?: number };

const jobSchema = new Schema<JobDocument>(
  {
    _id: String,
    kind: { type: String, required: true },
    parameters: { type: Schema.Types.Mixed, required: true },
    permission: { type: String, required: true },
    unitIds: { type: [String], required: true },
    about: String,
    startedBy: { type: Schema.Types.Mixed, required: true },
    startedAt: { type: Date, required: true },
    state: { type: String, required: true },
    done: { type: Number, required: true },
    of: Number,
    resumeFrom: Schema.Types.Mixed,
    claims: Number,
    interruption: String,
    cancelAskedAt: Date,
    finishedAt: Date,
    keptUntil: Date,
    error: Schema.Types.Mixed,
    remark: Schema.Types.Mixed,
    pieceIds: { type: [String], required: true },
    resultBytes: { type: Number, required: true },
    term: Number,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

interface PieceDocument {
  readonly _id: string;
  readonly bytes: Buffer;
  readonly keptUntil: Date;
}

const pieceSchema = new Schema<PieceDocument>(
  { _id: String, bytes: { type: Buffer, required: true }, keptUntil: { type: Date, required: true } },
  { strict: 'throw', versionKey: false },
);

/** The fields of a job that a leader may change. */
export type JobChange = Partial<
  Pick<
    Job,
    'state' | 'done' | 'of' | 'resumeFrom' | 'finishedAt' | 'keptUntil' | 'error' | 'remark' | 'resultBytes'
  >
>;

function jobModel(connection: Connection) {
  return connection.model('Job', jobSchema, jobsPlan.name);
}
type JobModel = ReturnType<typeof jobModel>;

function pieceModel(connection: Connection) {
  return connection.model('JobPiece', pieceSchema, jobPiecesPlan.name);
}
type PieceModel = ReturnType<typeof pieceModel>;

export function jobStore(connection: Connection) {
  const jobs = jobModel(connection);
  const pieces = pieceModel(connection);
  return {
    ...jobQueue(jobs),
    ...jobResults(jobs, pieces),
    async add(job: Job, entry: AuditEntry): Promise<void> {
      await jobs.insertOne({ ...toDocument(job), outbox: [entry] });
    },
    async find(jobId: string): Promise<Job | undefined> {
      const document = await jobs.findById(jobId).lean<JobDocument>();
      return document ? jobOf(document) : undefined;
    },
    /** The newest wanted jobs, up to a limit. */
    async list(countMax: number, isWanted?: (job: Job) => boolean): Promise<readonly Job[]> {
      const newest = jobs.collection.find<JobDocument>({}, { sort: { startedAt: -1 }, batchSize: 100 });
      return await firstWanted(newest, jobOf, { countMax, isWanted });
    },
    /** Finished jobs: how many, and when the first is deleted. */
    async kept(): Promise<{ readonly count: number; readonly first: Date | undefined }> {
      const over = { keptUntil: { $exists: true } };
      const [count, first] = await Promise.all([
        jobs.countDocuments(over),
        jobs.findOne(over, { keptUntil: 1 }).sort({ keptUntil: 1 }).lean<JobDocument>(),
      ]);
      return { count, first: first?.keptUntil };
    },
    /** How many wait or run. */
    async countOpen(): Promise<{ readonly waiting: number; readonly running: number }> {
      const count = async (state: Job['state']) => await jobs.countDocuments({ state });
      const [waiting, running] = await Promise.all([count('waiting'), count('running')]);
      return { waiting, running };
    },
    /** Only while it is not finished. */
    async askToCancel(jobId: string, at: Date, entry: AuditEntry): Promise<void> {
      await jobs.updateOne(
        { _id: jobId, state: { $in: ['waiting', 'running'] }, cancelAskedAt: { $exists: false } },
        { $set: { cancelAskedAt: at }, $push: { outbox: entry } },
      );
    },
    /** Logs an action that does not change the job, such as a download. */
    async note(jobId: string, entry: AuditEntry): Promise<void> {
      await jobs.updateOne({ _id: jobId }, { $push: { outbox: entry } });
    },
  };
}
export type JobStore = ReturnType<typeof jobStore>;

/** How a leader takes jobs and carries them on. */
function jobQueue(jobs: JobModel) {
  return {
    /** Claims the oldest job that waits, or that an earlier leader left, for this leader. */
    async claim(term: Pick<Term, 'number'>): Promise<Job | undefined> {
      const document = await jobs
        .findOneAndUpdate(
          freeFor(term),
          { $set: { state: 'running', ...markedBy(term) }, $inc: { claims: 1 } },
          { sort: { startedAt: 1 }, returnDocument: 'after' },
        )
        .lean<JobDocument>();
      return document ? jobOf(document) : undefined;
    },
    /** Whether there is a job to claim. */
    async isAnyFree(term: Pick<Term, 'number'>): Promise<boolean> {
      return (await jobs.exists(freeFor(term))) !== null;
    },
    /** Returns this leader's jobs to the queue after their thread has ended without finishing them. */
    async release({ number }: Pick<Term, 'number'>, interruption: Interruption): Promise<void> {
      await jobs.updateMany({ state: 'running', term: number }, { $set: { state: 'waiting', interruption } });
    },
    /** @returns the changed job; undefined when a later leader has it */
    async advance(
      jobId: string,
      term: Pick<Term, 'number'>,
      change: JobChange,
      newPieceIds: readonly string[],
    ): Promise<Job | undefined> {
      const document = await jobs
        .findOneAndUpdate(
          { _id: jobId, state: 'running', ...fencedBy(term) },
          { $set: { ...change, ...markedBy(term) }, $push: { pieceIds: { $each: [...newPieceIds] } } },
          { returnDocument: 'after' },
        )
        .lean<JobDocument>();
      return document ? jobOf(document) : undefined;
    },
  };
}

/** What jobs have written, and its end. */
function jobResults(jobs: JobModel, pieces: PieceModel) {
  return {
    async addPiece(pieceId: string, bytes: Buffer, keptUntil: Date): Promise<void> {
      await pieces.insertOne({ _id: pieceId, bytes, keptUntil });
    },
    /** @returns undefined when the store has deleted it */
    async findPiece(pieceId: string): Promise<Buffer | undefined> {
      const document = await pieces.findById(pieceId).lean<PieceDocument>();
      return document ? Buffer.from(document.bytes.buffer) : undefined;
    },
    /** Deletes the result of a job before its time, including pieces that a crash left without a reference. */
    async dropResult({ id }: Pick<Job, 'id'>): Promise<void> {
      await jobs.updateOne({ _id: id }, { $set: { pieceIds: [], resultBytes: 0 } });
      await pieces.deleteMany({ _id: { $gt: `${id}/`, $lt: `${id}0` } }); // the character 0 follows /
    },
    /**
     * Deletes expired jobs; never before the audit log has their entries.
     *
     * @returns how many jobs were deleted with their results
     */
    async removeExpired(now: Date): Promise<number> {
      const over = { keptUntil: { $lte: now }, 'outbox.0': { $exists: false } };
      const { deletedCount } = await jobs.deleteMany(over);
      await pieces.deleteMany({ keptUntil: { $lte: now } });
      return deletedCount;
    },
  };
}

function freeFor(term: Pick<Term, 'number'>): Record<string, unknown> {
  return {
    $or: [
      { state: 'waiting', ...fencedBy(term) },
      { state: 'running', term: { $lt: term.number } },
    ],
  };
}

function jobOf(document: JobDocument): Job {
  const { term: _term, outbox: _outbox, ...rest } = document;
  return fromDocument<Job>(rest);
}
