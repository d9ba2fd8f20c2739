import type { Stores } from '../stores.ts';
import type { OwnsEvidence } from '../../registers/evidence/owner.ts';
import { commendationLocation } from './evidenceLocation.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { commendationStore, commendationsCollection } from './store.ts';

const auditKinds = {
  'commendation.made': { vi: 'Lập danh sách khen thưởng', en: 'Commendation list created' },
  'commendation.changed': { vi: 'Sửa danh sách khen thưởng', en: 'Commendation list changed' },
  'commendation.recorded': { vi: 'Ghi quyết định khen thưởng', en: 'Commendation decision recorded' },
  'commendation.reopened': { vi: 'Mở lại danh sách khen thưởng', en: 'Commendation list reopened' },
  'commendation.discarded': { vi: 'Xóa danh sách khen thưởng', en: 'Commendation list deleted' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const commendationsFeature = {
  collections: [commendationsCollection],
  stores: (connection: Connection) => ({ commendations: commendationStore(connection) }),
  auditKinds,
  evidenceOwners: ({ stores }: { stores: Stores }) => ({ commendation: commendationLocation(stores) }),
  pages: () => import('./allRoutes.ts'),
} satisfies Feature & OwnsEvidence;
