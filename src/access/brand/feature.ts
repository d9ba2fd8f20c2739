import type { Connection } from 'mongoose';
import type { Feature } from '../feature.ts';
import { brandCollection, brandStore } from './store.ts';

export const brandFeature = {
  collections: [brandCollection],
  stores: (connection: Connection) => ({ brand: brandStore(connection) }),
  pages: () => import('./routes.ts'),
} satisfies Feature;
