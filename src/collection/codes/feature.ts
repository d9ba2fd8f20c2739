import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { codeHandoutsPlan, handoutStore } from './handoutStore.ts';
import { codeBatchesCollection, codeStore, codeUsesPlan, codesPlan } from './store.ts';

const auditKinds = {
  'codes.made': { vi: 'Lập lô mã một lần', en: 'Batch of codes created' },
  'codes.handedOut': { vi: 'Phát mã một lần theo hồ sơ', en: 'Codes handed out for cases' },
  'codes.taken': { vi: 'Tải mã một lần', en: 'Codes downloaded' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const codesFeature = {
  collections: [codesPlan, codeUsesPlan, codeHandoutsPlan, codeBatchesCollection],
  stores: (connection: Connection) => ({
    codes: codeStore(connection),
    codeHandouts: handoutStore(connection),
  }),
  auditKinds,
  pages: () => import('./routes.ts'),
} satisfies Feature;
