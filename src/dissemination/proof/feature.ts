import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import { basesTask } from './logBases.ts';
import type { Feature } from '../../access/feature.ts';
import { roundsCollection } from '../../design/rounds/store.ts';

export const proofFeature = {
  tasks: ({ stores, now }: RoutesOptions) => {
    const logBases = basesTask(stores);
    return [
      {
        name: 'bases',
        everyMs: 5000,
        wakesOn: [roundsCollection.name],
        run: (term: Term) => logBases(now(), () => term.isOver()),
      },
    ];
  },
} satisfies Feature;
