import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import { carryOutAnnulments } from './carryOutAnnulments.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { annulmentStore, annulmentsCollection } from './store.ts';
import { checkpointsPlan } from '../ledger/store.ts';

export const annulmentsFeature = {
  collections: [annulmentsCollection],
  stores: (connection: Connection) => ({ annulments: annulmentStore(connection) }),
  tasks: ({ stores, now }: RoutesOptions) => [
    {
      name: 'annulments',
      everyMs: 2000,
      wakesOn: [annulmentsCollection.name, checkpointsPlan.name], // a submission is annulled once it is logged
      run: (term: Term) => carryOutAnnulments(stores, now(), () => term.isOver()),
    },
  ],
  pages: () => import('./routes.ts'),
} satisfies Feature;
