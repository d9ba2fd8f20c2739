import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import { takeLiveStates } from './takeLiveStates.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { releasesPlan, releaseStore } from './releaseStore.ts';
import { resultsSnapshotStore, resultsSnapshotsCollection } from './store.ts';

const auditKinds = {
  'reportedFigures.changed': { vi: 'Nhập số liệu đã báo cáo', en: 'Reported figures entered' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

export const resultsFeature = {
  collections: [resultsSnapshotsCollection, releasesPlan],
  stores: (connection: Connection) => ({
    resultsSnapshots: resultsSnapshotStore(connection),
    releases: releaseStore(connection),
  }),
  auditKinds,
  tasks: ({ stores, now }: RoutesOptions) => [
    {
      name: 'live results',
      everyMs: 30_000,
      run: (term: Term) => takeLiveStates(stores, now(), () => term.isOver()),
    },
  ],
  pages: () => import('./routes.ts'),
} satisfies Feature;
