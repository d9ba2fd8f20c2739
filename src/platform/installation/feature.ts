import type { Connection } from 'mongoose';
import type { StoredFeature } from '../storage/storedFeature.ts';
import { installationPlan, installationStore } from './store.ts';

export const installationFeature = {
  collections: [installationPlan],
  stores: (connection: Connection) => ({ installation: installationStore(connection) }),
} satisfies StoredFeature;
