import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { submissionStore } from './store.ts';
import { submissionsCollection } from './storedSubmission.ts';

export const submissionsFeature = {
  collections: [submissionsCollection],
  stores: (connection: Connection) => ({ submissions: submissionStore(connection) }),
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
