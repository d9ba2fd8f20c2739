import type { JobKind } from '../access/jobs/job.ts';
import { auditKindNames } from './auditKindNames.ts';
import { features } from './features.ts';
import { outboxCollections, type Stores } from './stores.ts';

/** Every kind of job that a feature declares. */
export function jobKindsOf(stores: Stores): readonly JobKind[] {
  const tools = { stores, auditKindNames, outboxCollections };
  return features.flatMap((feature): readonly JobKind[] => ('jobs' in feature ? feature.jobs(tools) : []));
}
