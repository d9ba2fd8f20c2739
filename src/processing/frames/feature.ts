import type { RoutesOptions } from '../stores.ts';
import { eraseDueLists } from './eraseLists.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { frameKeysCollection, framePeopleCollection, frameStore, framesCollection } from './store.ts';

export const framesFeature = {
  collections: [framesCollection, framePeopleCollection, frameKeysCollection],
  stores: (connection: Connection) => ({ frames: frameStore(connection) }),
  tasks: ({ stores: { frames, rounds }, now }: RoutesOptions) => [
    {
      name: 'lists of people',
      everyMs: 10 * 60_000,
      run: () => eraseDueLists(frames, now(), async (roundId) => (await rounds.find(roundId))?.unitIds ?? []),
    },
  ],
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
