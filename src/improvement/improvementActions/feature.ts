import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { improvementActionStore, improvementActionsCollection } from './store.ts';

export const improvementActionsFeature = {
  collections: [improvementActionsCollection],
  stores: (connection: Connection) => ({ improvementActions: improvementActionStore(connection) }),
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
