import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { RoundContent } from './draft.ts';
import { draftStore, roundDraftsPlan } from '../drafts/store.ts';
import { roundStore, roundsCollection } from './store.ts';

export const roundsFeature = {
  collections: [roundsCollection, roundDraftsPlan],
  stores: (connection: Connection) => ({
    rounds: roundStore(connection),
    roundDrafts: draftStore<RoundContent>(connection, roundDraftsPlan),
  }),
  pages: () => import('./draftRoutes.ts'),
} satisfies Feature;
