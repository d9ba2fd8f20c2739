import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { samplePlanStore, samplePlansCollection } from './store.ts';

const auditKinds = {
  'samplePlan.kept': { vi: 'Lưu kế hoạch mẫu', en: 'Sample plan saved' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const samplePlansFeature = {
  collections: [samplePlansCollection],
  stores: (connection: Connection) => ({ samplePlans: samplePlanStore(connection) }),
  auditKinds,
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
