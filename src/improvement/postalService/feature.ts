import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { postalTargetStore, postalTargetsCollection } from './store.ts';

const auditKinds = {
  'postalTarget.kept': { vi: 'Lưu mục tiêu bưu chính công ích', en: 'Target for public post saved' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const publicPostFeature = {
  collections: [postalTargetsCollection],
  stores: (connection: Connection) => ({ postalTargets: postalTargetStore(connection) }),
  auditKinds,
  pages: () => import('./routes.ts'),
} satisfies Feature;
