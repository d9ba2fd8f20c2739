import type { Stores } from '../stores.ts';
import { whatIfJob } from './whatIf.ts';
import type { Feature } from '../../access/feature.ts';

export const whatIfFeature = {
  jobs: ({ stores }: { stores: Stores }) => [whatIfJob(stores)],
} satisfies Feature;
