import type { Stores } from '../stores.ts';
import { commentsJob } from './commentsJob.ts';
import { microdataJob } from './microdataJob.ts';
import type { Feature } from '../../access/feature.ts';

export const exportsFeature = {
  jobs: ({ stores }: { stores: Stores }) => [microdataJob(stores), commentsJob(stores)],
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
