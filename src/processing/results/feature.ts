import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import { takeLiveStates } from './takeLiveStates.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { releasesPlan, releaseStore } from './releaseStore.ts';
import { resultsSnapshotStore, resultsSnapshotsCollection } from './store.ts';

export const resultsFeature = {
  collections: [resultsSnapshotsCollection, releasesPlan],
  stores: (connection: Connection) => ({
    resultsSnapshots: resultsSnapshotStore(connection),
    releases: releaseStore(connection),
  }),
  tasks: ({ stores, now }: RoutesOptions) => [
    {
      name: 'live results',
      everyMs: 30_000,
      run: (term: Term) => takeLiveStates(stores, now(), () => term.isOver()),
    },
  ],
  pages: () => import('./routes.ts'),
} satisfies Feature;
