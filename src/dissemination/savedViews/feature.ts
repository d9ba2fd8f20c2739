import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { savedViewStore, savedViewsCollection } from './store.ts';

export const savedViewsFeature = {
  collections: [savedViewsCollection],
  stores: (connection: Connection) => ({ savedViews: savedViewStore(connection) }),
  pages: () => import('./routes.ts'),
} satisfies Feature;
