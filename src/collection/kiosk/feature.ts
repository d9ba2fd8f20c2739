import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { kioskKeyPlan, kioskKeyStore } from './keyStore.ts';

export const kioskFeature = {
  collections: [kioskKeyPlan],
  stores: (connection: Connection) => ({ kioskKeys: kioskKeyStore(connection) }),
  pages: () => import('./routes.ts'),
} satisfies Feature;
