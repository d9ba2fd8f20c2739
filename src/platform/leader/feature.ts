import type { Connection } from 'mongoose';
import type { StoredFeature } from '../storage/storedFeature.ts';
import { leaseStore, leasesCollection } from './store.ts';
import { writeSignals } from './writeSignalStore.ts';

export const leaderFeature = {
  collections: [leasesCollection],
  stores: (connection: Connection) => ({
    leases: leaseStore(connection),
    writeSignals: writeSignals(connection),
  }),
} satisfies StoredFeature;
