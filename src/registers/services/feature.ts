import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { serviceChangesCollection, serviceStore, servicesCollection } from './store.ts';

const auditKinds = {
  'service.added': { vi: 'Thêm thủ tục', en: 'Service added' },
  'service.changed': { vi: 'Sửa thủ tục', en: 'Service changed' },
  'service.ended': { vi: 'Đổi ngày ngừng thủ tục', en: 'End date of a service set' },
  'service.listKept': { vi: 'Lưu danh sách thủ tục', en: 'List of services saved' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const servicesFeature = {
  collections: [servicesCollection, serviceChangesCollection],
  stores: (connection: Connection) => ({ services: serviceStore(connection) }),
  auditKinds,
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
