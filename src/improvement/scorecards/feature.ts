import type { RoutesOptions } from '../stores.ts';
import type { OwnsEvidence } from '../../registers/evidence/owner.ts';
import { scorecardLocation } from './evidenceLocation.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { CriteriaContent } from './criteria.ts';
import { criteriaDraftsPlan, draftStore } from '../../design/drafts/store.ts';
import { criteriaSetStore, criteriaSetsCollection, scorecardStore, scorecardsCollection } from './store.ts';

export const scorecardsFeature = {
  collections: [criteriaDraftsPlan, criteriaSetsCollection, scorecardsCollection],
  stores: (connection: Connection) => ({
    criteriaDrafts: draftStore<CriteriaContent>(connection, criteriaDraftsPlan),
    criteriaSets: criteriaSetStore(connection),
    scorecards: scorecardStore(connection),
  }),
  evidenceOwners: ({ stores, now }: RoutesOptions) => ({ scorecard: scorecardLocation(stores, now) }),
  pages: () => import('./allRoutes.ts'),
} satisfies Feature & OwnsEvidence;
