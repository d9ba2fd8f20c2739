import type { Stores } from '../stores.ts';
import { postersJob } from './makePosters.ts';
import type { Feature } from '../../access/feature.ts';

export const postersFeature = {
  jobs: ({ stores }: { stores: Stores }) => [postersJob(stores)],
  pages: () => import('./routes.ts'),
} satisfies Feature;
