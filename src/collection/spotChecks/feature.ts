import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { spotCheckStore, spotChecksCollection } from './store.ts';

const auditKinds = {
  'spotCheck.ordered': { vi: 'Lập kiểm tra ngẫu nhiên', en: 'Spot check ordered' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const spotChecksFeature = {
  collections: [spotChecksCollection],
  stores: (connection: Connection) => ({ spotChecks: spotCheckStore(connection) }),
  auditKinds,
  pages: () => import('./routes.ts'),
} satisfies Feature;
