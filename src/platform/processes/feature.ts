import type { Connection } from 'mongoose';
import type { StoredFeature } from '../storage/storedFeature.ts';
import { processStore, processesCollection } from './store.ts';

export const processesFeature = {
  collections: [processesCollection],
  stores: (connection: Connection) => ({ processes: processStore(connection) }),
} satisfies StoredFeature;
