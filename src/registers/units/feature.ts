import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { unitChangesCollection, unitStore, unitsCollection } from './store.ts';

export const unitsFeature = {
  collections: [unitsCollection, unitChangesCollection],
  stores: (connection: Connection) => ({ units: unitStore(connection) }),
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
