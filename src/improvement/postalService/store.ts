import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import type { Stored } from '../../platform/storage/documents.ts';
import type { PostalTarget } from './share.ts';

export const postalTargetsPlan: CollectionPlan = {
  name: 'postalTargets',
  schemaVersion: 1,
  indexes: [outboxIndex],
};

type TargetDocument = Stored<PostalTarget> & WithOutbox;

const schema = new Schema<TargetDocument>(
  { _id: String, received: Number, returned: Number, ...outboxField },
  { strict: 'throw', versionKey: false },
);

export function postalTargetStore(connection: Connection) {
  const targets = connection.model('PostalTarget', schema, postalTargetsPlan.name);
  return {
    async find(ids: readonly string[]): Promise<ReadonlyMap<string, PostalTarget>> {
      const documents = await targets.find({ _id: { $in: [...ids] } }).lean<TargetDocument[]>();
      return new Map(documents.map(({ _id: id, received, returned }) => [id, { id, received, returned }]));
    },
    /** Replaces the stored target; an undefined part is removed. */
    async put({ id, received, returned }: PostalTarget, entry: AuditEntry): Promise<void> {
      const fields = Object.entries({ received, returned });
      const kept = Object.fromEntries(fields.filter(([, value]) => value !== undefined));
      const gone = Object.fromEntries(
        fields.filter(([, value]) => value === undefined).map(([key]) => [key, '']),
      );
      await targets.updateOne(
        { _id: id },
        {
          ...(Object.keys(kept).length > 0 ? { $set: kept } : {}),
          ...(Object.keys(gone).length > 0 ? { $unset: gone } : {}),
          $push: { outbox: entry },
        },
        { upsert: true },
      );
    },
  };
}
