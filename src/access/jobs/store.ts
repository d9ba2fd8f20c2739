import type { Connection } from 'mongoose';
import { auditedCollection, type OpenAudited } from '../audit/auditedStore.ts';
import type { AuditEntry } from '../audit/entry.ts';
import type { Term } from '../../platform/leader/candidate.ts';
import { fencedBy, markedBy } from '../../platform/leader/fence.ts';
import { collection, Mixed } from '../../platform/storage/collection.ts';
import { firstWanted } from '../../platform/storage/firstWanted.ts';
import type { Filter, OpenCollection } from '../../platform/storage/openCollection.ts';
import type { Interruption } from './interruption.ts';
import type { Job } from './job.ts';

/** The term of the leader that last changed the job. */
interface Fenced {
  readonly term?: number;
}

export const jobsCollection = auditedCollection<Job, Fenced>({
  name: 'jobs',
  indexes: [{ keys: { state: 1, startedAt: 1 } }, { keys: { startedAt: -1 } }],
  fields: {
    kind: String,
    parameters: Mixed,
    permission: String,
    unitIds: [String],
    'about?': String,
    startedBy: Mixed,
    startedAt: Date,
    state: String,
    done: Number,
    'of?': Number,
    'resumeFrom?': Mixed,
    'claims?': Number,
    'interruption?': String,
    'cancelAskedAt?': Date,
    'finishedAt?': Date,
    'keptUntil?': Date,
    'error?': Mixed,
    'remark?': Mixed,
    pieceIds: [String],
    resultBytes: Number,
  },
  storedOnly: { 'term?': Number },
});
type Jobs = OpenAudited<Job, Fenced>;

interface Piece {
  readonly id: string;
  readonly bytes: Buffer;
  readonly keptUntil: Date;
}

/** Results of jobs, in pieces that fit into a document. */
export const jobPiecesCollection = collection<Piece>({
  name: 'jobPieces',
  fields: { bytes: Buffer, keptUntil: Date },
});

/** The fields of a job that a leader may change. */
type JobChange = Partial<
  Pick<
    Job,
    'state' | 'done' | 'of' | 'resumeFrom' | 'finishedAt' | 'keptUntil' | 'error' | 'remark' | 'resultBytes'
  >
>;

export function jobStore(connection: Connection) {
  const jobs = jobsCollection.open(connection);
  const { add, change, count, countFrom, each, find } = jobs;
  return {
    ...jobQueue(jobs),
    ...jobResults(jobs, jobPiecesCollection.open(connection)),
    add,
    find,
    /** The newest wanted jobs, up to a limit. */
    list: (countMax: number, isWanted?: (job: Job) => boolean) =>
      firstWanted(each({}, { sort: { startedAt: -1 }, batchSize: 100 }), { countMax, isWanted }),
    /** Finished jobs: how many, and when the first is deleted. */
    kept: () => countFrom({ keptUntil: { $exists: true } }, 'keptUntil'),
    /** How many wait or run. */
    async countOpen(): Promise<{ readonly waiting: number; readonly running: number }> {
      const [waiting, running] = await Promise.all([
        count({ state: 'waiting' }),
        count({ state: 'running' }),
      ]);
      return { waiting, running };
    },
    /** Only while it is not finished. */
    async askToCancel(jobId: string, at: Date, entry: AuditEntry): Promise<void> {
      await change(
        { id: jobId, state: { $in: ['waiting', 'running'] }, cancelAskedAt: { $exists: false } },
        { cancelAskedAt: at },
        entry,
      );
    },
    /** Logs an action that does not change the job, such as a download. */
    async note(jobId: string, entry: AuditEntry): Promise<void> {
      await change(jobId, {}, entry);
    },
  };
}
export type JobStore = ReturnType<typeof jobStore>;

/** How a leader takes jobs and carries them on. */
function jobQueue({ changeAndFind, findOne, model }: Jobs) {
  return {
    /** Claims the oldest job that waits, or that an earlier leader left, for this leader. */
    claim: (term: Pick<Term, 'number'>) =>
      changeAndFind(
        freeFor(term),
        { state: 'running', ...markedBy(term), $inc: { claims: 1 } },
        'unaudited',
        { sort: { startedAt: 1 } },
      ),
    /** Whether there is a job to claim. */
    async isAnyFree(term: Pick<Term, 'number'>): Promise<boolean> {
      return (await findOne(freeFor(term))) !== undefined;
    },
    /** Returns this leader's jobs to the queue after their thread has ended without finishing them. */
    async release({ number }: Pick<Term, 'number'>, interruption: Interruption): Promise<void> {
      await model.updateMany(
        { state: 'running', term: number },
        { $set: { state: 'waiting', interruption } },
      );
    },
    /** @returns the changed job; undefined when a later leader has it */
    advance: (jobId: string, term: Pick<Term, 'number'>, change: JobChange, newPieceIds: readonly string[]) =>
      changeAndFind(
        { id: jobId, state: 'running', ...fencedBy(term) },
        { ...change, ...markedBy(term), $push: { pieceIds: { $each: newPieceIds } } },
        'unaudited',
      ),
  };
}

/** What jobs have written, and its end. */
function jobResults(jobs: Jobs, pieces: OpenCollection<Piece>) {
  return {
    addPiece: (pieceId: string, bytes: Buffer, keptUntil: Date) =>
      pieces.add({ id: pieceId, bytes, keptUntil }),
    /** @returns undefined when the store has deleted it */
    async findPiece(pieceId: string): Promise<Buffer | undefined> {
      return (await pieces.find(pieceId))?.bytes;
    },
    /** Deletes the result of a job before its time, including pieces that a crash left without a reference. */
    async dropResult({ id }: Pick<Job, 'id'>): Promise<void> {
      await jobs.change(id, { pieceIds: [], resultBytes: 0 }, 'unaudited');
      await pieces.remove({ id: { $gt: `${id}/`, $lt: `${id}0` } }); // the character 0 follows /
    },
    /**
     * Deletes expired jobs; never before the audit log has their entries.
     *
     * @returns how many jobs were deleted with their results
     */
    async removeExpired(now: Date): Promise<number> {
      const removed = await jobs.remove({ keptUntil: { $lte: now }, 'outbox.0': { $exists: false } });
      await pieces.remove({ keptUntil: { $lte: now } });
      return removed;
    },
  };
}

function freeFor(term: Pick<Term, 'number'>): Filter<Job & Fenced> {
  return {
    $or: [
      { state: 'waiting', ...fencedBy(term) },
      { state: 'running', term: { $lt: term.number } },
    ],
  };
}
