import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { storeMigrationStore, storeMigrationsPlan } from './store.ts';

export const movingFeature = {
  collections: [storeMigrationsPlan],
  stores: (connection: Connection) => ({ storeMigrations: storeMigrationStore(connection) }),
} satisfies Feature;
