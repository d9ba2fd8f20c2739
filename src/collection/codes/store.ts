import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import type { Migration } from '../../platform/storage/migrations.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { CodeBatch } from './code.ts';

/** Which batch a code is of. Nothing in it ever changes, so its place on the disk tells nothing of its use. */
export const codesPlan: CollectionPlan = {
  name: 'codes',
  schemaVersion: 2,
  clustered: true,
  indexes: [{ keys: { batchId: 1 } }],
};

/**
 * The uses of a whole batch in one record, which is written anew with each of them: what a store notes of a write (when,
 * where, after what) it then notes of the batch, and not of the code.
 */
export const codeUsesPlan: CollectionPlan = { name: 'codeUses', schemaVersion: 1, clustered: true };

export const codeBatchesPlan: CollectionPlan = {
  name: 'codeBatches',
  schemaVersion: 1,
  indexes: [{ keys: { madeAt: -1 } }, outboxIndex],
};

interface CodeDocument {
  readonly _id: string;
  readonly batchId: string;
}

/** Never a time: the hour of a use would point to the submissions of that hour. */
interface UsesDocument {
  /** Of the batch. */
  readonly _id: string;
  readonly used: number;
  /**
   * By mark, what the code is reserved under (ticket.ts), for good, or `free`. All marks are there from the start, in their
   * order, since what is added to a record later stands in the order of adding.
   */
  readonly holders: Readonly<Record<string, string>>;
}

/** As long as the hash of a ticket, and none. */
const free = '.'.repeat(43);

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
  const codes = connection.collection<CodeDocument>(codesPlan.name);
  const uses = connection.collection<UsesDocument>(codeUsesPlan.name);
  const batches = connection.model('CodeBatch', batchSchema, codeBatchesPlan.name);
  return {
    /** Adding the same codes again changes nothing. */
    async addCodes(batchId: string, marks: readonly string[]): Promise<void> {
      const documents = marks.map((mark) => ({ _id: mark, batchId }));
      await unlessThere(codes.insertMany(documents, { ordered: false }));
      await unlessThere(uses.insertOne(usesOf(batchId, new Map(marks.map((mark) => [mark, free])))));
    },
    /** Adding one of the same id again changes nothing. */
    async addBatch(batch: CodeBatch, entry: AuditEntry): Promise<void> {
      await unlessThere(batches.insertOne({ ...toDocument(batch), outbox: [entry] }));
    },
    async findBatch(batchId: string): Promise<CodeBatch | undefined> {
      const document = await batches.findById(batchId).lean<BatchDocument>();
      return document ? batchOf(document) : undefined;
    },
    /** The batch that a code is of, whether or not it is used. */
    async findBatchId(mark: string): Promise<string | undefined> {
      return (await codes.findOne({ _id: mark }))?.batchId;
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
      return (await uses.findOne({ _id: batchId }, { projection: { used: 1 } }))?.used ?? 0;
    },

    /**
     * Reserves the code for a form, one form only, for good. When this resolves, that is on disk.
     *
     * @returns `reserved` also when it was already reserved for this form; else why it cannot be
     */
    async reserve({ mark, batchId, heldBy }: CodeUse): Promise<'reserved' | 'unknown' | 'taken'> {
      const holder = `holders.${mark}`;
      const { matchedCount } = await uses.updateOne(
        { _id: batchId, [holder]: free },
        { $set: { [holder]: heldBy }, $inc: { used: 1 } },
      );
      if (matchedCount === 1) return 'reserved';
      const held = await uses.findOne({ _id: batchId }, { projection: { [holder]: 1 } });
      const heldNow = held?.holders?.[mark];
      if (heldNow === undefined) return 'unknown';
      return heldNow === heldBy ? 'reserved' : 'taken';
    },
  };
}
export type CodeStore = ReturnType<typeof codeStore>;

function batchOf({ outbox: _outbox, ...document }: BatchDocument): CodeBatch {
  return fromDocument<CodeBatch>(document);
}

function usesOf(batchId: string, holders: ReadonlyMap<string, string>): UsesDocument {
  const sorted = [...holders].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const used = sorted.filter(([, holder]) => holder !== free).length;
  return { _id: batchId, used, holders: Object.fromEntries(sorted) };
}

async function unlessThere(adding: Promise<unknown>): Promise<void> {
  await adding.catch((error: unknown) => {
    if (!isDuplicateKey(error)) throw error;
  });
}

/** As codes were kept first: each with its own state, which was `free`, `held` or `used`. */
interface OlderCode extends CodeDocument {
  readonly state?: string;
  readonly heldBy?: string;
}

export const codeMigrations: readonly Migration[] = [
  {
    collection: codesPlan.name,
    toVersion: 2,
    /** Gathers the uses of each batch; what was gathered before a cut stays as it is. */
    async run(connection) {
      const codes = connection.collection<OlderCode>(codesPlan.name);
      const uses = connection.collection<UsesDocument>(codeUsesPlan.name);
      for (const batchId of await codes.distinct('batchId')) {
        const holders = new Map<string, string>();
        for await (const { _id, state, heldBy } of codes.find({ batchId })) {
          holders.set(_id, state === 'free' || heldBy === undefined ? free : heldBy);
        }
        await unlessThere(uses.insertOne(usesOf(batchId, holders)));
        await codes.updateMany({ batchId }, { $unset: { state: '', heldBy: '' } });
      }
    },
  },
];
