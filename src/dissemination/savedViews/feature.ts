import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { savedViewStore, savedViewsPlan } from './store.ts';

export const savedViewsFeature = {
  collections: [savedViewsPlan],
  stores: (connection: Connection) => ({ savedViews: savedViewStore(connection) }),
  pages: () => import('./routes.ts'),
} satisfies Feature;
