import { randomBytes } from 'node:crypto';
import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../audit/store.ts';
import type { CollectionPlan } from '../storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../storage/documents.ts';
import type { CodeBatch, CodeState } from './code.ts';

/**
 * Ordered by the mark, which tells nothing about serials. A use must not move a code on the disk either: the embedded store
 * writes what keeps its length in its old place, and what changes its length behind what was written last, and by that
 * order codes could be laid beside submissions. So a document has the same length in every state, and no state is indexed.
 */
export const codesPlan: CollectionPlan = {
  name: 'codes',
  schemaVersion: 1,
  clustered: true,
  indexes: [{ keys: { batchId: 1 } }],
};

export const codeBatchesPlan: CollectionPlan = {
  name: 'codeBatches',
  schemaVersion: 1,
  indexes: [{ keys: { madeAt: -1 } }, outboxIndex],
};

/** Never a time: the hour of a use would point to the submissions of that hour. */
interface CodeDocument {
  readonly _id: string;
  readonly batchId: string;
  readonly state: CodeState;
  /** While it is held: under what (ticket.ts). At all other times random letters, as many. */
  readonly heldBy: string;
}

/** As long as the hash of a ticket. */
function randomHolder(): string {
  return randomBytes(32).toString('base64url');
}

const codeSchema = new Schema<CodeDocument>(
  {
    _id: String,
    batchId: { type: String, required: true },
    state: { type: String, required: true },
    heldBy: { type: String, required: true },
  },
  { strict: 'throw', versionKey: false },
);

type BatchDocument = Stored<CodeBatch> & WithOutbox;

const batchSchema = new Schema<BatchDocument>(
  {
    _id: String,
    label: { type: String, required: true },
    count: { type: Number, required: true },
    madeAt: { type: Date, required: true },
    madeBy: { type: Schema.Types.Mixed, required: true },
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

/** A code of a batch, and the form that it is used with. */
export interface CodeUse {
  readonly mark: string;
  readonly batchId: string;
  /** Hash of the form's ticket. */
  readonly heldBy: string;
}

export function codeStore(connection: Connection) {
  const codes = connection.model('Code', codeSchema, codesPlan.name);
  const batches = connection.model('CodeBatch', batchSchema, codeBatchesPlan.name);
  return {
    /** Adding the same codes again changes nothing. */
    async addCodes(batchId: string, marks: readonly string[]): Promise<void> {
      try {
        const free = marks.map((mark) => ({
          _id: mark,
          batchId,
          state: 'free' as const,
          heldBy: randomHolder(),
        }));
        await codes.insertMany(free, { ordered: false });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    /** Adding one of the same id again changes nothing. */
    async addBatch(batch: CodeBatch, entry: AuditEntry): Promise<void> {
      try {
        await batches.insertOne({ ...toDocument(batch), outbox: [entry] });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async findBatch(batchId: string): Promise<CodeBatch | undefined> {
      const document = await batches.findById(batchId).lean<BatchDocument>();
      return document ? batchOf(document) : undefined;
    },
    /** The batch that a code is of, whether or not it is used. */
    async findBatchId(mark: string): Promise<string | undefined> {
      const document = await codes.findById(mark, { batchId: 1 }).lean<Pick<CodeDocument, 'batchId'>>();
      return document?.batchId;
    },
    /** Newest first. */
    async listBatches(): Promise<readonly CodeBatch[]> {
      const documents = await batches.find().sort({ madeAt: -1, _id: 1 }).lean<BatchDocument[]>();
      return documents.map(batchOf);
    },
    /** Keeps that somebody took the codes. */
    async noteTaken(batchId: string, entry: AuditEntry): Promise<void> {
      await batches.updateOne({ _id: batchId }, { $push: { outbox: entry } });
    },
    async countUsed(batchId: string): Promise<number> {
      return await codes.countDocuments({ batchId, state: { $in: ['used', 'held'] } });
    },

    /**
     * Reserves the code for a form, one form only.
     *
     * @returns `reserved` also when it was already reserved for this form; else why it cannot be
     */
    async reserve({ mark, batchId, heldBy }: CodeUse): Promise<'reserved' | 'unknown' | 'taken'> {
      const { matchedCount } = await codes.updateOne(
        { _id: mark, batchId, $or: [{ state: 'free' }, { state: 'held', heldBy }] },
        { $set: { state: 'held', heldBy } },
      );
      if (matchedCount === 1) return 'reserved';
      return (await codes.exists({ _id: mark, batchId })) ? 'taken' : 'unknown';
    },
    /** Says that it is used, and forgets what it was reserved under. */
    async finish({ mark, heldBy }: Omit<CodeUse, 'batchId'>): Promise<void> {
      await codes.updateOne(
        { _id: mark, state: 'held', heldBy },
        { $set: { state: 'used', heldBy: randomHolder() } },
      );
    },
    async listHeld(): Promise<readonly Omit<CodeUse, 'batchId'>[]> {
      const documents = await codes.find({ state: 'held' }).lean<CodeDocument[]>();
      return documents.map(({ _id, heldBy }) => ({ mark: _id, heldBy }));
    },
  };
}
export type CodeStore = ReturnType<typeof codeStore>;

function batchOf({ outbox: _outbox, ...document }: BatchDocument): CodeBatch {
  return fromDocument<CodeBatch>(document);
}
