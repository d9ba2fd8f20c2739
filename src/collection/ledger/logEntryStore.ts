/**
 * Actions to be logged: annulments, erasures, publications, staff actions, key changes. The id of an action follows
 * from its subject (`annulment:` and the leaf), so repeated requests are recorded once.
 */
import type { Connection } from 'mongoose';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import { hourText } from './checkpoint.ts';
import { entryText, type EntryFields, type EntryKind } from './entry.ts';

export const logEntriesPlan: CollectionPlan = {
  name: 'logEntries',
  schemaVersion: 1,
  indexes: [{ keys: { hour: 1 }, partialFilterExpression: { unlogged: true } }],
};

export interface LogEntry {
  readonly id: string;
  readonly kind: Exclude<EntryKind, 'submission'>;
  /** Fields of the log entry, besides its hour. */
  readonly fields: EntryFields;
  /** Full hour in which it was done. */
  readonly hour: Date;
  /** Receipt of the submission that it changes; deleted once that is done. */
  readonly receiptCode?: string | undefined;
}

/** The log entry of an action. */
export function logEntryText({ kind, fields, id, hour }: LogEntry): string {
  return entryText(kind, { ...fields, logEntry: id, hour: hourText(hour) });
}

type LogEntryDocument = Omit<LogEntry, 'id'> & { readonly _id: string; readonly unlogged?: true };

export function logEntryStore(connection: Connection) {
  const logEntries = connection.collection<LogEntryDocument>(logEntriesPlan.name);
  return {
    /** @returns false, with nothing changed, if it was already recorded */
    async add({ id, receiptCode, ...rest }: LogEntry): Promise<boolean> {
      try {
        await logEntries.insertOne({
          _id: id,
          ...rest,
          ...(receiptCode === undefined ? {} : { receiptCode }),
          unlogged: true,
        });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async find(id: string): Promise<LogEntry | undefined> {
      const document = await logEntries.findOne({ _id: id });
      return document ? logEntryOf(document) : undefined;
    },
    /** Whether it is recorded but not in the log yet. */
    async isWaiting(id: string): Promise<boolean> {
      return (await logEntries.findOne({ _id: id, unlogged: true }, { projection: { _id: 1 } })) !== null;
    },
    /** Actions before an hour that are not in the log. */
    async listUnlogged(before: Date, count: number): Promise<LogEntry[]> {
      const found = logEntries.find(
        { unlogged: true, hour: { $lt: before } },
        { limit: count, sort: { hour: 1 } },
      );
      return (await found.toArray()).map(logEntryOf);
    },
    async markLogged(ids: readonly string[]): Promise<void> {
      if (ids.length === 0) return;
      await logEntries.updateMany({ _id: { $in: [...ids] } }, { $unset: { unlogged: '', receiptCode: '' } });
    },
    /** Ids with a prefix, in their order, logged or not. */
    async listIds(beginning: string): Promise<string[]> {
      const found = logEntries.find(
        { _id: { $gte: beginning, $lt: `${beginning}\uffff` } },
        { projection: { _id: 1 }, sort: { _id: 1 } },
      );
      return (await found.toArray()).map(({ _id }) => _id);
    },
    async list(ids: readonly string[]): Promise<LogEntry[]> {
      if (ids.length === 0) return [];
      return (await logEntries.find({ _id: { $in: [...ids] } }).toArray()).map(logEntryOf);
    },
  };
}
export type LogEntryStore = ReturnType<typeof logEntryStore>;

function logEntryOf({ _id, unlogged: _unlogged, ...rest }: LogEntryDocument): LogEntry {
  return { id: _id, ...rest };
}
