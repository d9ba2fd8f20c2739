import { posterRoutes } from './routes.ts';
import type { Stores } from '../stores.ts';
import { postersJob } from './makePosters.ts';
import type { Feature } from '../../access/feature.ts';

export const postersFeature = {
  jobs: ({ stores }: { stores: Stores }) => [postersJob(stores)],
  routes: posterRoutes,
} satisfies Feature;
