import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { accessPointStore, accessPointsCollection } from './store.ts';

export const accessPointsFeature = {
  collections: [accessPointsCollection],
  stores: (connection: Connection) => ({ accessPoints: accessPointStore(connection) }),
  pages: () => import('./changeRoutes.ts'),
} satisfies Feature;
