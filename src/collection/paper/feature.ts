import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import { finishClosings } from './closeBatch.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { paperBatchesCollection, paperStore } from './store.ts';

export const paperFeature = {
  collections: [paperBatchesCollection],
  stores: (connection: Connection) => ({ paper: paperStore(connection) }),
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
