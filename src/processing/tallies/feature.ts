import type { Term } from '../../platform/leader/candidate.ts';
import type { Stores } from '../stores.ts';
import { countSubmissions, tallyWrites } from './countSubmissions.ts';
import type { OffThread } from './stretchThread.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { talliesPlan, tallyStatePlan, tallyStore } from './store.ts';

export const talliesFeature = {
  collections: [talliesPlan, tallyStatePlan],
  stores: (connection: Connection) => ({ tallies: tallyStore(connection) }),
  tasks: ({ stores, offThread }: { stores: Stores; offThread?: OffThread | undefined }) => [
    {
      name: 'tallies',
      everyMs: 250,
      wakesOn: tallyWrites,
      run: (term: Term) => countSubmissions({ stores, term, offThread, restMs: 250 }),
    },
  ],
} satisfies Feature;
