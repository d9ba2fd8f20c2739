import type { RoutesOptions } from '../stores.ts';
import { hourMs } from '../../access/retention/retention.ts';
import { unsettledMs } from './evidence.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { evidenceChunksCollection, evidenceCollection, evidenceStore } from './store.ts';

export const evidenceFeature = {
  collections: [evidenceCollection, evidenceChunksCollection],
  stores: (connection: Connection) => ({ evidence: evidenceStore(connection) }),
  tasks: ({ stores: { evidence }, now }: RoutesOptions) => [
    {
      name: 'unfinished uploads of evidence',
      everyMs: hourMs,
      run: () => evidence.settle(new Date(now().getTime() - unsettledMs)),
    },
  ],
  pages: () => import('./routes.ts'),
} satisfies Feature;
