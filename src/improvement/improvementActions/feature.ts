import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { improvementActionStore, improvementActionsCollection } from './store.ts';

const auditKinds = {
  'improvementAction.made': { vi: 'Lập giải pháp', en: 'Improvement action created' },
  'improvementAction.noted': {
    vi: 'Ghi tiến độ giải pháp',
    en: 'Progress of an improvement action recorded',
  },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const improvementActionsFeature = {
  collections: [improvementActionsCollection],
  stores: (connection: Connection) => ({ improvementActions: improvementActionStore(connection) }),
  auditKinds,
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
