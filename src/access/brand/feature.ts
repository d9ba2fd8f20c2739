import type { Connection } from 'mongoose';
import type { Feature } from '../feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { brandCollection, brandStore } from './store.ts';

const auditKinds = {
  'brand.set': {
    vi: 'Đặt tên, màu và biểu trưng của cơ quan',
    en: 'Name, colours and logo of the office set',
  },
} as const satisfies Record<string, Sentence>;

declare module '../audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const brandFeature = {
  collections: [brandCollection],
  stores: (connection: Connection) => ({ brand: brandStore(connection) }),
  pages: () => import('./routes.ts'),
  auditKinds,
} satisfies Feature;
