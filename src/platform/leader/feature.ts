import type { Connection } from 'mongoose';
import type { StoredFeature } from '../storage/storedFeature.ts';
import { leaseStore, leasesPlan } from './store.ts';
import { writeSignals } from './writeSignalStore.ts';

export const leaderFeature = {
  collections: [leasesPlan],
  stores: (connection: Connection) => ({
    leases: leaseStore(connection),
    writeSignals: writeSignals(connection),
  }),
} satisfies StoredFeature;
