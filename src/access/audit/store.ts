/**
 * The audit store has no function that changes or removes an entry. An action writes its entry into the outbox of the
 * document that it changes, in the same write; the leader copies it to the audit log and then removes it from the
 * outbox. If this is interrupted, the next run completes it: an entry that was already copied is rejected by its id.
 */
import type { Connection } from 'mongoose';
import { collection, Mixed } from '../../platform/storage/collection.ts';
import type { Filter } from '../../platform/storage/openCollection.ts';
import type { WithOutbox } from './auditedStore.ts';
import type { AuditEntry } from './entry.ts';
import type { AuditKind } from './kinds.ts';

export const auditCollection = collection<AuditEntry, { readonly unlogged?: true }>({
  name: 'audit',
  indexes: [
    { keys: { at: -1, _id: -1 } },
    { keys: { 'by.accountId': 1, at: -1 } },
    { keys: { 'subject.id': 1, at: -1 } },
    { keys: { unitIds: 1, at: -1 } },
    { keys: { at: 1 }, partialFilterExpression: { unlogged: true } },
  ],
  fields: {
    at: Date,
    'by?': Mixed,
    kind: String,
    unitIds: [String],
    subject: Mixed,
    'before?': Mixed,
    'after?': Mixed,
  },
  /** Removed once the ledger has the entry. */
  storedOnly: { 'unlogged?': Boolean },
});

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
  const { addNew, count, each, list, model } = auditCollection.open(connection);

  /** For actions that change no document, such as a download; everything else goes through an outbox. */
  async function add(entry: AuditEntry): Promise<void> {
    await addNew({ ...entry, unlogged: true }); // or it was already copied
  }

  return {
    add,
    ...outboxes(connection, add),
    /** Newest first unless oldest first is asked for; after a position if one is given. */
    list: (
      search: AuditSearch,
      limit: number,
      from: { after?: AuditCursor | undefined; isOldestFirst?: boolean | undefined } = {},
    ) => {
      const { after, isOldestFirst = false } = from;
      const beyond = after && (isOldestFirst ? newerThan : olderThan)(after);
      const direction = isOldestFirst ? 1 : -1;
      return list(
        { $and: [filterOf(search), beyond ?? {}] },
        { sort: { at: direction, id: direction }, limit },
      );
    },
    /** Oldest first, in small batches; after a position if one is given. */
    each: (search: AuditSearch, after?: AuditCursor) =>
      each({ $and: [filterOf(search), after ? newerThan(after) : {}] }, { sort: { at: 1, id: 1 } }),
    /** Entries that are not in the ledger yet, oldest first. */
    listUnlogged: (limit: number) => list({ unlogged: true }, { sort: { at: 1 }, limit }),
    async markLogged(entryIds: readonly string[]): Promise<void> {
      await model.updateMany({ _id: { $in: [...entryIds] } }, { $unset: { unlogged: '' } });
    },
    count: (search: AuditSearch) => count(filterOf(search)),
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
        const documents = connection.collection<{ _id: string } & WithOutbox>(name);
        const waiting = documents.find({ 'outbox.id': { $gt: '' } }).project<WaitingDocument>({ outbox: 1 });
        for await (const { _id, outbox } of waiting) {
          if (isOver()) return;
          for (const entry of outbox) await add(entry);
          const carried = { id: { $in: outbox.map(({ id }) => id) } };
          await documents.updateOne({ _id }, { $pull: { outbox: carried } });
        }
      }
    },
  };
}

interface WaitingDocument {
  readonly _id: string;
  readonly outbox: readonly AuditEntry[];
}

function filterOf({ unitIds, accountId, subjectId, kind, from, to }: AuditSearch): Filter<AuditEntry> {
  const at = { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) };
  return {
    ...(unitIds ? { unitIds: { $in: unitIds } } : {}),
    ...(accountId === undefined ? {} : { 'by.accountId': accountId }),
    ...(subjectId === undefined ? {} : { 'subject.id': subjectId }),
    ...(kind ? { kind } : {}),
    ...(from || to ? { at } : {}),
  };
}

function olderThan({ at, id }: AuditCursor): Filter<AuditEntry> {
  return { $or: [{ at: { $lt: at } }, { at, id: { $lt: id } }] };
}

function newerThan({ at, id }: AuditCursor): Filter<AuditEntry> {
  return { $or: [{ at: { $gt: at } }, { at, id: { $gt: id } }] };
}
