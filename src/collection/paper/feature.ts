import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import { finishClosings } from './closeBatch.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { paperBatchesCollection, paperStore } from './store.ts';

const auditKinds = {
  'paper.batchMade': { vi: 'Lập tập phiếu giấy', en: 'Paper batch created' },
  'paper.announced': { vi: 'Sửa số tờ của tập phiếu giấy', en: 'Count of a paper batch changed' },
  'paper.batchClosed': { vi: 'Đóng tập phiếu giấy', en: 'Paper batch closed' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const paperFeature = {
  collections: [paperBatchesCollection],
  stores: (connection: Connection) => ({ paper: paperStore(connection) }),
  auditKinds,
  tasks: ({ stores, receiptKey, now }: RoutesOptions & { receiptKey: Buffer }) => [
    {
      name: 'paper',
      everyMs: 2000,
      wakesOn: [paperBatchesCollection.name],
      run: (term: Term) => finishClosings({ stores, receiptKey, now: now() }, () => term.isOver()),
    },
  ],
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
