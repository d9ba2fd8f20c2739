import type { JobKind } from '../access/jobs/job.ts';
import { features } from './features.ts';
import type { Stores } from './stores.ts';

/** Every kind of job that a feature declares. */
export function jobKindsOf(stores: Stores): readonly JobKind[] {
  return features.flatMap((feature): readonly JobKind[] =>
    'jobs' in feature ? feature.jobs({ stores }) : [],
  );
}
