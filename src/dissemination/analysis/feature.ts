import { compareRoutes } from './compareRoutes.ts';
import { findingRoutes } from './findingRoutes.ts';
import { levelRoutes } from './levelRoutes.ts';
import { analysisRoutes } from './routes.ts';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';

const auditKinds = {
  'analysis.filtered': { vi: 'Dùng bộ lọc khi phân tích', en: 'Filters used in a crosstab' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const analysisFeature = {
  auditKinds,
  routes: { ...analysisRoutes, ...compareRoutes, ...levelRoutes, ...findingRoutes },
} satisfies Feature;
