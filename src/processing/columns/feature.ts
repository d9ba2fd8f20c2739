import type { Term } from '../../platform/leader/candidate.ts';
import type { Stores } from '../stores.ts';
import { appendColumns, columnWrites } from './appendColumns.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { columnChunksPlan, columnStatePlan, columnStore } from './store.ts';

export const columnsFeature = {
  collections: [columnChunksPlan, columnStatePlan],
  stores: (connection: Connection) => ({ columns: columnStore(connection) }),
  tasks: ({ stores }: { stores: Stores }) => [
    {
      name: 'columns',
      everyMs: 1000,
      wakesOn: columnWrites,
      run: (term: Term) => appendColumns({ stores, term }),
    },
  ],
} satisfies Feature;
