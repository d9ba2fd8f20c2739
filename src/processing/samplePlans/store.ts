import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import type { SamplePlan } from './samplePlan.ts';

export const samplePlansCollection = auditedCollection<SamplePlan>({
  name: 'samplePlans',
  fields: {
    size: Mixed,
    sharing: String,
    quotaByKind: Mixed,
    units: [Mixed],
    savedAt: Date,
    savedBy: Mixed,
    'madeUp?': Boolean,
  },
});

export function samplePlanStore(connection: Connection) {
  const { find, put } = samplePlansCollection.open(connection);
  return {
    find,
    /** Replaces the existing plan, if any. */
    put,
  };
}
