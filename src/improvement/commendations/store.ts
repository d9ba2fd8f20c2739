import { randomUUID } from 'node:crypto';
import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { CommendationList } from './commendation.ts';

export const commendationsPlan: CollectionPlan = {
  name: 'commendations',
  schemaVersion: 1,
  indexes: [{ keys: { year: -1, madeAt: -1 } }, outboxIndex],
};

type ListDocument = Stored<CommendationList> & WithOutbox & { readonly isDiscarded?: true };

const schema = new Schema<ListDocument>(
  {
    _id: String,
    title: { type: String, required: true },
    unitId: { type: String, required: true },
    year: { type: Number, required: true },
    publicationId: String,
    state: { type: String, required: true },
    collectives: { type: [Schema.Types.Mixed], required: true },
    individuals: { type: [Schema.Types.Mixed], required: true },
    decision: Schema.Types.Mixed,
    madeAt: { type: Date, required: true },
    madeBy: { type: Schema.Types.Mixed, required: true },
    version: { type: String, required: true },
    madeUp: Schema.Types.Mixed,
    isDiscarded: Boolean,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

export type ListChange = Partial<
  Pick<CommendationList, 'state' | 'collectives' | 'individuals' | 'decision'>
>;

export function commendationStore(connection: Connection) {
  const lists = connection.model('CommendationList', schema, commendationsPlan.name);
  const isThere = { isDiscarded: { $exists: false } };

  /** @returns false when it was changed since it was read; nothing is changed then */
  async function update(
    { id, version }: CommendationList,
    changes: ListChange & { readonly isDiscarded?: true },
    entry: AuditEntry,
  ): Promise<boolean> {
    const { matchedCount } = await lists.updateOne(
      { _id: id, version, ...isThere },
      { $set: { ...changes, version: randomUUID() }, $push: { outbox: entry } },
    );
    return matchedCount === 1;
  }

  return {
    async add(list: CommendationList, entry: AuditEntry): Promise<void> {
      await lists.insertOne({ ...toDocument(list), outbox: [entry] });
    },
    async find(listId: string): Promise<CommendationList | undefined> {
      const document = await lists.findOne({ _id: listId, ...isThere }).lean<ListDocument>();
      return document ? listOf(document) : undefined;
    },
    /** Latest year first. */
    async list(): Promise<readonly CommendationList[]> {
      const documents = await lists.find(isThere).sort({ year: -1, madeAt: -1 }).lean<ListDocument[]>();
      return documents.map(listOf);
    },
    change: async (seen: CommendationList, changes: ListChange, entry: AuditEntry) =>
      await update(seen, changes, entry),
    /** Its names are deleted at once; the rest once the audit has its entries. */
    discard: async (seen: CommendationList, entry: AuditEntry) =>
      await update(seen, { collectives: [], individuals: [], isDiscarded: true }, entry),
  };
}

function listOf({ outbox: _outbox, isDiscarded: _gone, ...document }: ListDocument): CommendationList {
  return fromDocument<CommendationList>(document);
}
