import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { apiKeyStore, apiKeysCollection } from './keyStore.ts';
import { requestCountStore, requestCountsPlan } from './requestCountStore.ts';

const auditKinds = {
  'apiKey.made': { vi: 'Lập khóa API', en: 'API key created' },
  'apiKey.revoked': { vi: 'Thu hồi khóa API', en: 'API key revoked' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const apiFeature = {
  collections: [apiKeysCollection, requestCountsPlan],
  stores: (connection: Connection) => ({
    apiKeys: apiKeyStore(connection),
    requestCounts: requestCountStore(connection),
  }),
  auditKinds,
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
