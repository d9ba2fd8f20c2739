import type { Stores } from '../stores.ts';
import type { OwnsEvidence } from '../../registers/evidence/owner.ts';
import { commendationLocation } from './evidenceLocation.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { commendationStore, commendationsCollection } from './store.ts';

export const commendationsFeature = {
  collections: [commendationsCollection],
  stores: (connection: Connection) => ({ commendations: commendationStore(connection) }),
  evidenceOwners: ({ stores }: { stores: Stores }) => ({ commendation: commendationLocation(stores) }),
  pages: () => import('./allRoutes.ts'),
} satisfies Feature & OwnsEvidence;
