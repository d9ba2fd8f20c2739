import type { Feature } from '../../access/feature.ts';
import type { Stores } from '../stores.ts';
import { whatIfJob } from './whatIf.ts';

export const whatIfFeature = {
  jobs: ({ stores }: { stores: Stores }) => [whatIfJob(stores)],
  pages: () => import('./routes.ts'),
} satisfies Feature;
