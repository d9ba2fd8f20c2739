import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import { usualDays, type RetentionDays } from './retention.ts';

export const retentionPlan: CollectionPlan = {
  name: 'retention',
  schemaVersion: 1,
  indexes: [outboxIndex],
};

interface RetentionDocument extends WithOutbox {
  readonly _id: 'retention';
  readonly version: number;
  readonly days: Partial<RetentionDays>;
}

const schema = new Schema<RetentionDocument>(
  {
    _id: String,
    version: { type: Number, required: true },
    days: { type: Schema.Types.Mixed, required: true },
    ...outboxField,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

export function retentionStore(connection: Connection) {
  const settings = connection.model('Retention', schema, retentionPlan.name);

  /** The days in force, and how often they were changed. */
  async function current(): Promise<{ readonly days: RetentionDays; readonly version: number }> {
    const found = await settings.findById('retention').lean<RetentionDocument>();
    return { days: { ...usualDays, ...found?.days }, version: found?.version ?? 0 };
  }

  return {
    current,
    async days(): Promise<RetentionDays> {
      return (await current()).days;
    },
    /** @returns false, without a change, when somebody else changed them after `version` */
    async put(days: RetentionDays, version: number, entry: AuditEntry): Promise<boolean> {
      const next = { days, version: version + 1 };
      if (version > 0) {
        const { matchedCount } = await settings.updateOne(
          { _id: 'retention', version },
          { $set: next, $push: { outbox: entry } },
        );
        return matchedCount === 1;
      }
      try {
        await settings.insertOne({ _id: 'retention', ...next, outbox: [entry] });
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return false;
      }
    },
  };
}
export type RetentionStore = ReturnType<typeof retentionStore>;
