import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { enteredItemStore, enteredItemsCollection } from './store.ts';

const auditKinds = {
  'realTimeIndex.entered': {
    vi: 'Nhập mục 5.1, 5.3 của chỉ số phục vụ',
    en: 'Items 5.1, 5.3 of the service index put in',
  },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const realTimeIndexFeature = {
  collections: [enteredItemsCollection],
  stores: (connection: Connection) => ({ enteredItems: enteredItemStore(connection) }),
  auditKinds,
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
