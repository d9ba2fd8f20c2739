import type { Feature } from '../../access/feature.ts';
import type { Stores } from '../stores.ts';
import { methodRoutes } from './routes.ts';
import { whatIfJob } from './whatIf.ts';

export const whatIfFeature = {
  jobs: ({ stores }: { stores: Stores }) => [whatIfJob(stores)],
  routes: methodRoutes,
} satisfies Feature;
