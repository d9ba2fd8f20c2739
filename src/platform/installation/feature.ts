import type { Connection } from 'mongoose';
import type { StoredFeature } from '../storage/storedFeature.ts';
import { installationCollection, installationStore } from './store.ts';

export const installationFeature = {
  collections: [installationCollection],
  stores: (connection: Connection) => ({ installation: installationStore(connection) }),
} satisfies StoredFeature;
