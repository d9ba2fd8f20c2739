import type { Connection } from 'mongoose';
import type { StoredFeature } from '../storage/storedFeature.ts';
import { processStore, processesPlan } from './store.ts';

export const processesFeature = {
  collections: [processesPlan],
  stores: (connection: Connection) => ({ processes: processStore(connection) }),
} satisfies StoredFeature;
