import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import { noteErased } from '../../access/retention/noteErased.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { collectComments } from './collectComments.ts';
import { tendCases } from './tendCases.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { caseStore, casesCollection } from './store.ts';

export const casesFeature = {
  collections: [casesCollection],
  stores: (connection: Connection) => ({ cases: caseStore(connection) }),
  tasks: ({ stores, now }: RoutesOptions) => [
    {
      name: 'cases',
      everyMs: 10 * 60_000,
      async run(term: Term) {
        await collectComments(stores, now(), () => term.isOver());
        const { caseOriginals, followKeys } = await stores.retention.days();
        const erased = await tendCases(stores.cases, dayOf(now()), () => term.isOver(), followKeys);
        await noteErased(
          stores.audit,
          'caseOriginals',
          { count: erased.originals, days: caseOriginals },
          now(),
        );
        await noteErased(stores.audit, 'followKeys', { count: erased.keys, days: followKeys }, now());
      },
    },
  ],
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
