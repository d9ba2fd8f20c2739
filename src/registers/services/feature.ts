import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { serviceChangesCollection, serviceStore, servicesCollection } from './store.ts';

export const servicesFeature = {
  collections: [servicesCollection, serviceChangesCollection],
  stores: (connection: Connection) => ({ services: serviceStore(connection) }),
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
