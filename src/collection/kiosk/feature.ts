import { kioskRoutes, beforeKiosk } from './routes.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { kioskKeyPlan, kioskKeyStore } from './keyStore.ts';

export const kioskFeature = {
  collections: [kioskKeyPlan],
  stores: (connection: Connection) => ({ kioskKeys: kioskKeyStore(connection) }),
  routes: kioskRoutes,
  before: beforeKiosk,
} satisfies Feature;
