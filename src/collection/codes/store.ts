import type { Connection, mongo } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { Mixed, type CollectionPlan } from '../../platform/storage/collection.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import type { CodeBatch } from './code.ts';

/** The batch of each code. These documents never change, so their position on the disk reveals nothing about use. */
export const codesPlan: CollectionPlan = {
  name: 'codes',
  schemaVersion: 1,
  clustered: true,
  indexes: [{ keys: { batchId: 1 } }],
};

/**
 * All uses of a batch in one document, rewritten with each use: what the database records about a write (when, where,
 * in which order) then concerns the batch and not the code.
 */
export const codeUsesPlan: CollectionPlan = { name: 'codeUses', schemaVersion: 1, clustered: true };

export const codeBatchesCollection = auditedCollection<CodeBatch>({
  name: 'codeBatches',
  indexes: [{ keys: { madeAt: -1 } }],
  fields: { label: String, count: Number, 'handedOut?': Number, madeAt: Date, madeBy: Mixed },
});

interface CodeDocument {
  readonly _id: string;
  readonly batchId: string;
}

/** Never a time: the hour of a use would point to the submissions of that hour. */
interface UsesDocument {
  /** Id of the batch. */
  readonly _id: string;
  readonly used: number;
  /**
   * By hash of the code: the hash that reserves it (ticket.ts), permanently, or `free`. All keys exist from the start
   * in a fixed order, because a key added later would reveal the order of use.
   */
  readonly holders: Readonly<Record<string, string>>;
}

/** As long as the hash of a ticket, and never equal to one. */
const free = '.'.repeat(43);

/** A code of a batch, and the submission for which it is used. */
export interface CodeUse {
  readonly mark: string;
  readonly batchId: string;
  /** Hash of the ticket in the form. */
  readonly heldBy: string;
}

export function codeStore(connection: Connection) {
  const codes = connection.collection<CodeDocument>(codesPlan.name);
  const uses = connection.collection<UsesDocument>(codeUsesPlan.name);
  return { ...batchRecords(connection), ...codesOfBatches(codes, uses), ...codeUses(uses) };
}
export type CodeStore = ReturnType<typeof codeStore>;

type Uses = mongo.Collection<UsesDocument>;

function codesOfBatches(codes: mongo.Collection<CodeDocument>, uses: Uses) {
  return {
    /** Idempotent: adding the same codes again changes nothing. */
    async addCodes(batchId: string, marks: readonly string[]): Promise<void> {
      const documents = marks.map((mark) => ({ _id: mark, batchId }));
      await unlessThere(codes.insertMany(documents, { ordered: false }));
      await unlessThere(uses.insertOne(usesOf(batchId, new Map(marks.map((mark) => [mark, free])))));
    },
    /** The batch of a code, used or not. */
    async findBatchId(mark: string): Promise<string | undefined> {
      return (await codes.findOne({ _id: mark }))?.batchId;
    },
  };
}

function batchRecords(connection: Connection) {
  const batches = codeBatchesCollection.open(connection);
  return {
    /** Idempotent by id. */
    async addBatch(batch: CodeBatch, entry: AuditEntry): Promise<void> {
      await batches.addNew(batch, entry);
    },
    findBatch: batches.find,
    /** Newest first. */
    listBatches: () => batches.list({}, { sort: { madeAt: -1, id: 1 } }),
    /** Records that somebody exported the codes. */
    async noteTaken(batchId: string, entry: AuditEntry): Promise<void> {
      await batches.change(batchId, {}, entry);
    },
    /** Records that codes were handed out one by one, and how many that are by now. */
    async noteHandedOut(batchId: string, handedOut: number, entry: AuditEntry): Promise<void> {
      const isLater = { id: batchId, handedOut: { $lt: handedOut } };
      if (await batches.change(isLater, { handedOut }, entry)) return;
      await batches.change(batchId, {}, entry); // nothing new, or a later request was faster
    },
  };
}

function codeUses(uses: Uses) {
  async function countsUsed(batchIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = uses.find({ _id: { $in: [...batchIds] } }, { projection: { used: 1 } });
    return new Map((await found.toArray()).map(({ _id, used }) => [_id, used]));
  }
  return {
    async countUsed(batchId: string): Promise<number> {
      return (await countsUsed([batchId])).get(batchId) ?? 0;
    },
    /** By batch; of those that are there. */
    countsUsed,
    /** Hashes of the codes of a batch that are used. */
    async usedMarks(batchId: string): Promise<ReadonlySet<string>> {
      const { holders = {} } = (await uses.findOne({ _id: batchId })) ?? {};
      return new Set(Object.keys(holders).filter((mark) => holders[mark] !== free));
    },

    /**
     * Reserves the code for one submission only, permanently. On return, the reservation is on disk.
     *
     * @returns `reserved` also if it was already reserved for this submission; otherwise the reason for refusal
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
