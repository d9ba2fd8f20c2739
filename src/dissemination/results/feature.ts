import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';

const auditKinds = {
  'results.taken': { vi: 'Tải kết quả tổng hợp', en: 'Results downloaded' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const resultPagesFeature = {
  auditKinds,
  pages: () => import('./routes.ts'),
} satisfies Feature;
