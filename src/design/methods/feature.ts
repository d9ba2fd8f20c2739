import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { MethodContent } from './draft.ts';
import type { Sentence } from '../../platform/problem.ts';
import { draftStore, methodDraftsPlan } from '../drafts/store.ts';
import { methodStore, methodsCollection } from './methodStore.ts';

const auditKinds = {
  'method.drafted': { vi: 'Lập bản nháp phương pháp tính', en: 'Draft of a method created' },
  'method.changed': { vi: 'Sửa bản nháp phương pháp tính', en: 'Draft of a method changed' },
  'method.discarded': { vi: 'Bỏ bản nháp phương pháp tính', en: 'Draft of a method discarded' },
  'method.published': { vi: 'Công bố phương pháp tính', en: 'Method published' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const methodsFeature = {
  collections: [methodsCollection, methodDraftsPlan],
  stores: (connection: Connection) => ({
    methods: methodStore(connection),
    methodDrafts: draftStore<MethodContent>(connection, methodDraftsPlan),
  }),
  auditKinds,
  pages: () => import('./draftRoutes.ts'),
} satisfies Feature;
