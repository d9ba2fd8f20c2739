import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';

const auditKinds = {
  'submission.partErased': { vi: 'Xóa một phần của phiếu', en: 'Part of a response erased' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const erasuresFeature = {
  auditKinds,
  pages: () => import('./routes.ts'),
} satisfies Feature;
