import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { apiKeyStore, apiKeysCollection } from './keyStore.ts';
import { requestCountStore, requestCountsPlan } from './requestCountStore.ts';

export const apiFeature = {
  collections: [apiKeysCollection, requestCountsPlan],
  stores: (connection: Connection) => ({
    apiKeys: apiKeyStore(connection),
    requestCounts: requestCountStore(connection),
  }),
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
