import type { Connection } from 'mongoose';
import { auditedCollection } from '../../access/audit/auditedStore.ts';
import { Mixed } from '../../platform/storage/collection.ts';
import type { SpotCheck } from './spotCheck.ts';

export const spotChecksCollection = auditedCollection<SpotCheck>({
  name: 'spotChecks',
  indexes: [{ keys: { orderedAt: -1 } }],
  fields: {
    checkpointNumber: Number,
    count: Number,
    seed: String,
    seedSource: String,
    orderedBy: Mixed,
    orderedAt: Date,
  },
});

export function spotCheckStore(connection: Connection) {
  const { add, find, list } = spotChecksCollection.open(connection);
  return {
    add,
    find,
    /** Newest first. */
    list: () => list({}, { sort: { orderedAt: -1 } }),
  };
}
export type SpotCheckStore = ReturnType<typeof spotCheckStore>;
