import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { storeMigrationStore, storeMigrationsCollection } from './store.ts';

export const movingFeature = {
  collections: [storeMigrationsCollection],
  stores: (connection: Connection) => ({ storeMigrations: storeMigrationStore(connection) }),
} satisfies Feature;
