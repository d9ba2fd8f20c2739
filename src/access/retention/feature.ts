import type { Connection } from 'mongoose';
import type { Feature } from '../feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { retentionCollection, retentionStore } from './store.ts';

const auditKinds = {
  'retention.set': { vi: 'Đặt thời hạn lưu dữ liệu', en: 'Retention periods set' },
  'retention.erased': { vi: 'Tự xóa dữ liệu hết hạn', en: 'Data erased at the end of the retention period' },
} as const satisfies Record<string, Sentence>;

declare module '../audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const retentionFeature = {
  collections: [retentionCollection],
  stores: (connection: Connection) => ({ retention: retentionStore(connection) }),
  auditKinds,
} satisfies Feature;
