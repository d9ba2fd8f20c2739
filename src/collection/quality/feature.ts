import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import { qualityTask } from './lookForSigns.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { pointDaysPlan, pointSignsPlan, qualityStore } from './store.ts';

export const qualityFeature = {
  collections: [pointDaysPlan, pointSignsPlan],
  stores: (connection: Connection) => ({ quality: qualityStore(connection) }),
  tasks: ({ stores, now }: RoutesOptions) => {
    const watchQuality = qualityTask(stores);
    return [
      { name: 'quality', everyMs: 60_000, run: (term: Term) => watchQuality(now(), () => term.isOver()) },
    ];
  },
} satisfies Feature;
