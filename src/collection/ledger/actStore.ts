/**
 * Acts that are to be logged: annulments, erasures, publications, acts of staff, changes of the key. An act has an id
 * that its matter gives (`annulment:` and the leaf), so that it is noted once however often it is asked for.
 */
import type { Connection } from 'mongoose';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import { hourText } from './checkpoint.ts';
import { entryText, type EntryFields, type EntryKind } from './entry.ts';

export const actsPlan: CollectionPlan = {
  name: 'ledgerActs',
  schemaVersion: 1,
  indexes: [{ keys: { hour: 1 }, partialFilterExpression: { unlogged: true } }],
};

export interface Act {
  readonly id: string;
  readonly kind: Exclude<EntryKind, 'submission'>;
  /** What the log will say of it, besides its hour. */
  readonly fields: EntryFields;
  /** Full hour in which it was done. */
  readonly hour: Date;
  /** Receipt of the submission that it changes; forgotten once that is done. */
  readonly receiptCode?: string | undefined;
}

/** The line of an act in the log. */
export function actEntry({ kind, fields, id, hour }: Act): string {
  return entryText(kind, { ...fields, act: id, hour: hourText(hour) });
}

type ActDocument = Omit<Act, 'id'> & { readonly _id: string; readonly unlogged?: true };

export function actStore(connection: Connection) {
  const acts = connection.collection<ActDocument>(actsPlan.name);
  return {
    /** @returns false when it is noted already; nothing changes then */
    async add({ id, receiptCode, ...rest }: Act): Promise<boolean> {
      try {
        await acts.insertOne({
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
    async find(id: string): Promise<Act | undefined> {
      const document = await acts.findOne({ _id: id });
      return document ? actOf(document) : undefined;
    },
    /** Whether it is noted and not in the log yet. */
    async isWaiting(id: string): Promise<boolean> {
      return (await acts.findOne({ _id: id, unlogged: true }, { projection: { _id: 1 } })) !== null;
    },
    /** Done before an hour and not in the log. */
    async listUnlogged(before: Date, count: number): Promise<Act[]> {
      const found = acts.find({ unlogged: true, hour: { $lt: before } }, { limit: count, sort: { hour: 1 } });
      return (await found.toArray()).map(actOf);
    },
    async markLogged(ids: readonly string[]): Promise<void> {
      if (ids.length === 0) return;
      await acts.updateMany({ _id: { $in: [...ids] } }, { $unset: { unlogged: '', receiptCode: '' } });
    },
    /** Ids that begin with a text, in their order, whether or not they are in the log. */
    async listIds(beginning: string): Promise<string[]> {
      const found = acts.find(
        { _id: { $gte: beginning, $lt: `${beginning}\uffff` } },
        { projection: { _id: 1 }, sort: { _id: 1 } },
      );
      return (await found.toArray()).map(({ _id }) => _id);
    },
    async list(ids: readonly string[]): Promise<Act[]> {
      if (ids.length === 0) return [];
      return (await acts.find({ _id: { $in: [...ids] } }).toArray()).map(actOf);
    },
  };
}
export type ActStore = ReturnType<typeof actStore>;

function actOf({ _id, unlogged: _unlogged, ...rest }: ActDocument): Act {
  return { id: _id, ...rest };
}
