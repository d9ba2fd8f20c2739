import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { hourMs } from '../../access/retention/retention.ts';
import type { Sentence } from '../../platform/problem.ts';
import type { RoutesOptions } from '../stores.ts';
import { fillYears } from './fillYears.ts';
import { holidayStore, holidayYearsCollection } from './store.ts';

const auditKinds = {
  'holidays.filled': { vi: 'Tự thêm ngày nghỉ lễ của một năm', en: 'Holidays of a year added' },
  'holiday.kept': { vi: 'Lưu ngày nghỉ lễ', en: 'Holiday saved' },
  'holiday.removed': { vi: 'Xóa ngày nghỉ lễ', en: 'Holiday removed' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const holidaysFeature = {
  collections: [holidayYearsCollection],
  stores: (connection: Connection) => ({ holidays: holidayStore(connection) }),
  auditKinds,
  pages: () => import('./routes.ts'),
  tasks: ({ stores, now }: RoutesOptions) => [
    { name: 'holidays', everyMs: hourMs, run: () => fillYears(stores.holidays, now()) },
  ],
} satisfies Feature;
