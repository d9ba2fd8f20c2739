import type { Term } from '../../platform/leader/candidate.ts';
import type { Stores } from '../stores.ts';
import { appendColumns, columnWrites } from './appendColumns.ts';
import type { OffThread } from '../tallies/stretchThread.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { columnChunksPlan, columnStatePlan, columnStore } from './store.ts';

export const columnsFeature = {
  collections: [columnChunksPlan, columnStatePlan],
  stores: (connection: Connection) => ({ columns: columnStore(connection) }),
  tasks: ({ stores, offThread }: { stores: Stores; offThread?: OffThread | undefined }) => [
    {
      name: 'columns',
      everyMs: 1000,
      wakesOn: columnWrites,
      run: (term: Term) => appendColumns({ stores, term, offThread }),
    },
  ],
} satisfies Feature;
