import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { spotCheckStore, spotChecksCollection } from './store.ts';

export const spotChecksFeature = {
  collections: [spotChecksCollection],
  stores: (connection: Connection) => ({ spotChecks: spotCheckStore(connection) }),
  pages: () => import('./routes.ts'),
} satisfies Feature;
