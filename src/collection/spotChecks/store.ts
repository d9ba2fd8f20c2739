import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { SpotCheck } from './spotCheck.ts';

export const spotChecksPlan: CollectionPlan = {
  name: 'spotChecks',
  schemaVersion: 1,
  indexes: [{ keys: { orderedAt: -1 } }, outboxIndex],
};

type SpotCheckDocument = Stored<SpotCheck> & WithOutbox;

const schema = new Schema<SpotCheckDocument>(
  {
    _id: String,
    checkpointNumber: { type: Number, required: true },
    count: { type: Number, required: true },
    seed: { type: String, required: true },
    seedSource: { type: String, required: true },
    orderedBy: { type: Schema.Types.Mixed, required: true },
    orderedAt: { type: Date, required: true },
    ...outboxField,
  },
  { strict: 'throw', versionKey: false },
);

export function spotCheckStore(connection: Connection) {
  const spotChecks = connection.model('SpotCheck', schema, spotChecksPlan.name);
  return {
    async add(spotCheck: SpotCheck, entry: AuditEntry): Promise<void> {
      await spotChecks.insertOne({ ...toDocument(spotCheck), outbox: [entry] });
    },
    async find(spotCheckId: string): Promise<SpotCheck | undefined> {
      const document = await spotChecks.findById(spotCheckId).lean<SpotCheckDocument>();
      return document ? spotCheckOf(document) : undefined;
    },
    /** Newest first. */
    async list(limit: number): Promise<readonly SpotCheck[]> {
      const documents = await spotChecks
        .find()
        .sort({ orderedAt: -1 })
        .limit(limit)
        .lean<SpotCheckDocument[]>();
      return documents.map(spotCheckOf);
    },
  };
}
export type SpotCheckStore = ReturnType<typeof spotCheckStore>;

function spotCheckOf({ outbox: _outbox, ...document }: SpotCheckDocument): SpotCheck {
  return fromDocument<SpotCheck>(document);
}
