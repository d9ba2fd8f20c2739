import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { accessPointStore, accessPointsCollection } from './store.ts';

const auditKinds = {
  'accessPoint.made': { vi: 'Lập điểm khảo sát', en: 'Access point created' },
  'accessPoint.paused': { vi: 'Tạm dừng điểm khảo sát', en: 'Access point paused' },
  'accessPoint.resumed': { vi: 'Mở lại điểm khảo sát', en: 'Access point resumed' },
  'accessPoint.ended': { vi: 'Ngừng hẳn điểm khảo sát', en: 'Access point ended' },
  'accessPoint.moved': { vi: 'Chuyển điểm khảo sát', en: 'Access point reassigned' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const accessPointsFeature = {
  collections: [accessPointsCollection],
  stores: (connection: Connection) => ({ accessPoints: accessPointStore(connection) }),
  auditKinds,
  pages: () => import('./changeRoutes.ts'),
} satisfies Feature;
