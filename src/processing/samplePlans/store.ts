import { Schema, type Connection } from 'mongoose';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { outboxField, outboxIndex, type WithOutbox } from '../../access/audit/store.ts';
import type { CollectionPlan } from '../../platform/storage/collection.ts';
import { fromDocument, toDocument, type Stored } from '../../platform/storage/documents.ts';
import type { SamplePlan } from './samplePlan.ts';

export const samplePlansPlan: CollectionPlan = {
  name: 'samplePlans',
  schemaVersion: 1,
  indexes: [outboxIndex],
};

type PlanDocument = Stored<SamplePlan> & WithOutbox;

const schema = new Schema<PlanDocument>(
  {
    _id: String,
    size: { type: Schema.Types.Mixed, required: true },
    sharing: { type: String, required: true },
    quotaByKind: { type: Schema.Types.Mixed, required: true },
    units: { type: [Schema.Types.Mixed], required: true },
    savedAt: { type: Date, required: true },
    savedBy: { type: Schema.Types.Mixed, required: true },
    madeUp: Boolean,
    ...outboxField,
  },
  { strict: 'throw', versionKey: false, minimize: false },
);

export function samplePlanStore(connection: Connection) {
  const plans = connection.model('SamplePlan', schema, samplePlansPlan.name);
  return {
    async find(roundId: string): Promise<SamplePlan | undefined> {
      const document = await plans.findById(roundId).lean<PlanDocument>();
      if (!document) return undefined;
      const { outbox: _outbox, ...plan } = document;
      return fromDocument<SamplePlan>(plan);
    },
    /** Replaces the existing plan, if any. */
    async put(plan: SamplePlan, entry: AuditEntry): Promise<void> {
      const { _id, ...fields } = toDocument(plan);
      await plans.updateOne({ _id }, { $set: fields, $push: { outbox: entry } }, { upsert: true });
    },
  };
}
