import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { unitChangesCollection, unitStore, unitsCollection } from './store.ts';

const auditKinds = {
  'unit.added': { vi: 'Thêm đơn vị', en: 'Unit added' },
  'unit.changed': {
    vi: 'Sửa tên, mã, nơi trực thuộc của đơn vị',
    en: 'Name, code or parent of a unit changed',
  },
  'unit.succession': { vi: 'Sáp nhập, chia tách đơn vị', en: 'Units merged or split' },
  'unit.undone': { vi: 'Hủy một thay đổi đơn vị', en: 'Change of units undone' },
  'unit.ended': { vi: 'Ngừng đơn vị', en: 'Unit ended' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const unitsFeature = {
  collections: [unitsCollection, unitChangesCollection],
  stores: (connection: Connection) => ({ units: unitStore(connection) }),
  auditKinds,
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
