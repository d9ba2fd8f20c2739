import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';

const auditKinds = {
  'caseloads.changed': { vi: 'Nhập số hồ sơ', en: 'Caseload entered' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const caseloadsFeature = {
  auditKinds,
  pages: () => import('./routes.ts'),
} satisfies Feature;
