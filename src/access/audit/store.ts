/**
 * The audit store has no function that changes or removes an entry. An action writes its entry into the outbox of the
 * document that it changes, in the same write; the leader copies it to the audit log and then removes it from the
 * outbox. If this is interrupted, the next run completes it: an entry that was already copied is rejected by its id.
 */
import { Schema, type Connection } from 'mongoose';
import type { CollectionPlan, IndexPlan } from '../../platform/storage/collection.ts';
import { fromDocument, isDuplicateKey, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { AuditEntry } from './entry.ts';
import type { AuditKind } from './kinds.ts';

export const auditPlan: CollectionPlan = {
  name: 'audit',
  schemaVersion: 1,
  indexes: [
    { keys: { at: -1, _id: -1 } },
    { keys: { 'by.accountId': 1, at: -1 } },
    { keys: { 'subject.id': 1, at: -1 } },
    { keys: { unitIds: 1, at: -1 } },
    { keys: { at: 1 }, partialFilterExpression: { unlogged: true } },
  ],
};

/** Added to the schema of every document that staff change. */
export const outboxField = { outbox: { type: [Schema.Types.Mixed], default: undefined } } as const;

/** Added to the indexes of such a collection: finds the few documents with something in their outbox. */
export const outboxIndex: IndexPlan = { keys: { 'outbox.id': 1 } };

export interface WithOutbox {
  readonly outbox?: readonly AuditEntry[];
}

/** An entry with a flag that is removed once the ledger has it. */
type AuditDocument = Stored<AuditEntry> & { readonly unlogged?: true };

const schema = new Schema<AuditDocument>(
  {
    _id: String,
    at: { type: Date, required: true },
    by: Schema.Types.Mixed,
    kind: { type: String, required: true },
    unitIds: { type: [String], required: true },
    subject: { type: Schema.Types.Mixed, required: true },
    before: Schema.Types.Mixed,
    after: Schema.Types.Mixed,
    unlogged: Boolean,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

export interface AuditSearch {
  /** Entries that concern one of these units; undefined: all entries. */
  readonly unitIds?: readonly string[] | undefined;
  readonly accountId?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly kind?: AuditKind | undefined;
  readonly from?: Date | undefined;
  /** End of the period, exclusive. */
  readonly to?: Date | undefined;
}

/** Where a page of the audit log ends and the next one begins. */
export interface AuditCursor {
  readonly at: Date;
  readonly id: string;
}

export function auditStore(connection: Connection) {
  const entries = connection.model('AuditEntry', schema, auditPlan.name);

  /** For actions that change no document, such as a download; everything else goes through an outbox. */
  async function add(entry: AuditEntry): Promise<void> {
    try {
      await entries.insertOne({ ...toDocument(entry), unlogged: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error; // already copied
    }
  }

  return {
    add,
    ...outboxes(connection, add),
    /** Newest first. */
    async list(search: AuditSearch, limit: number, after?: AuditCursor): Promise<readonly AuditEntry[]> {
      const found = await entries
        .find({ $and: [filterOf(search), after ? olderThan(after) : {}] })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .lean<AuditDocument[]>();
      return found.map(entryOf);
    },
    /** Oldest first, in small batches; after a position if one is given. */
    async *each(search: AuditSearch, after?: AuditCursor): AsyncGenerator<AuditEntry> {
      const cursor = entries.collection
        .find<AuditDocument>({ $and: [filterOf(search), after ? newerThan(after) : {}] }, { batchSize: 500 })
        .sort({ at: 1, _id: 1 });
      for await (const document of cursor) yield entryOf(document);
    },
    /** Entries that are not in the ledger yet, oldest first. */
    async listUnlogged(limit: number): Promise<readonly AuditEntry[]> {
      const found = await entries
        .find({ unlogged: true as const })
        .sort({ at: 1 })
        .limit(limit)
        .lean<AuditDocument[]>();
      return found.map(entryOf);
    },
    async markLogged(entryIds: readonly string[]): Promise<void> {
      await entries.updateMany({ _id: { $in: [...entryIds] } }, { $unset: { unlogged: '' } });
    },
    async count(search: AuditSearch): Promise<number> {
      return await entries.countDocuments(filterOf(search));
    },
  };
}
export type AuditStore = ReturnType<typeof auditStore>;

function outboxes(connection: Connection, add: (entry: AuditEntry) => Promise<void>) {
  return {
    /**
     * Copies the entries in the outboxes of these collections.
     *
     * @param isOver called between two documents
     */
    async drain(collections: readonly string[], isOver: () => boolean): Promise<void> {
      for (const name of collections) {
        const collection = connection.collection<{ _id: string } & WithOutbox>(name);
        const waiting = collection.find({ 'outbox.id': { $gt: '' } }).project<WaitingDocument>({ outbox: 1 });
        for await (const { _id, outbox } of waiting) {
          if (isOver()) return;
          for (const entry of outbox) await add(entry);
          const carried = { id: { $in: outbox.map(({ id }) => id) } };
          await collection.updateOne({ _id }, { $pull: { outbox: carried } });
        }
      }
    },
  };
}

interface WaitingDocument {
  readonly _id: string;
  readonly outbox: readonly AuditEntry[];
}

function entryOf({ unlogged: _unlogged, ...document }: AuditDocument): AuditEntry {
  return fromDocument<AuditEntry>(document);
}

function filterOf({ unitIds, accountId, subjectId, kind, from, to }: AuditSearch): Record<string, unknown> {
  const at = { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) };
  return {
    ...(unitIds ? { unitIds: { $in: unitIds } } : {}),
    ...(accountId === undefined ? {} : { 'by.accountId': accountId }),
    ...(subjectId === undefined ? {} : { 'subject.id': subjectId }),
    ...(kind ? { kind } : {}),
    ...(from || to ? { at } : {}),
  };
}

function olderThan({ at, id }: AuditCursor): Record<string, unknown> {
  return { $or: [{ at: { $lt: at } }, { at, _id: { $lt: id } }] };
}

function newerThan({ at, id }: AuditCursor): Record<string, unknown> {
  return { $or: [{ at: { $gt: at } }, { at, _id: { $gt: id } }] };
}
