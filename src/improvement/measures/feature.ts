import { publicMeasureRoutes } from './publicRoutes.ts';
import { measureRoutes } from './routes.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { measureStore, measuresPlan } from './store.ts';

const auditKinds = {
  'measure.made': { vi: 'Lập giải pháp', en: 'Measure made' },
  'measure.noted': { vi: 'Ghi tiến độ giải pháp', en: 'Progress of a measure noted' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const measuresFeature = {
  collections: [measuresPlan],
  stores: (connection: Connection) => ({ measures: measureStore(connection) }),
  auditKinds,
  routes: { ...measureRoutes, ...publicMeasureRoutes },
} satisfies Feature;
