import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { samplePlanStore, samplePlansCollection } from './store.ts';

export const samplePlansFeature = {
  collections: [samplePlansCollection],
  stores: (connection: Connection) => ({ samplePlans: samplePlanStore(connection) }),
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
