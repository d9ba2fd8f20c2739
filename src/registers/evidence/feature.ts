import type { RoutesOptions } from '../stores.ts';
import { hourMs } from '../../access/retention/retention.ts';
import { unsettledMs } from './evidence.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { evidenceChunksCollection, evidenceCollection, evidenceStore } from './store.ts';

const auditKinds = {
  'evidence.added': { vi: 'Thêm minh chứng', en: 'Evidence added' },
  'evidence.removed': { vi: 'Rút minh chứng', en: 'Evidence withdrawn' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const evidenceFeature = {
  collections: [evidenceCollection, evidenceChunksCollection],
  stores: (connection: Connection) => ({ evidence: evidenceStore(connection) }),
  auditKinds,
  tasks: ({ stores: { evidence }, now }: RoutesOptions) => [
    {
      name: 'unfinished uploads of evidence',
      everyMs: hourMs,
      run: () => evidence.settle(new Date(now().getTime() - unsettledMs)),
    },
  ],
  pages: () => import('./routes.ts'),
} satisfies Feature;
