import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Signers } from '../../collection/ledger/signers.ts';
import { carryOutPublications } from './carryOutPublications.ts';
import type { Feature } from '../../access/feature.ts';
import { publicationsPlan } from '../../processing/published/store.ts';

export const publicationsFeature = {
  tasks: ({ stores, signers, now }: RoutesOptions & { signers: Signers }) => [
    {
      name: 'publications',
      everyMs: 2000,
      wakesOn: [publicationsPlan.name],
      run: (term: Term) => carryOutPublications(stores, signers, now(), () => term.isOver()),
    },
  ],
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
