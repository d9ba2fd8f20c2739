import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import { submissionStore } from './store.ts';
import { submissionsPlan } from './storedSubmission.ts';

export const submissionsFeature = {
  collections: [submissionsPlan],
  stores: (connection: Connection) => ({ submissions: submissionStore(connection) }),
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
