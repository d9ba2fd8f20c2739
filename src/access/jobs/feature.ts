import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import { noteErased } from '../retention/noteErased.ts';
import { hourMs } from '../retention/retention.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../feature.ts';
import { jobPiecesCollection, jobStore, jobsCollection } from './store.ts';

interface JobTools extends RoutesOptions {
  /** Runs waiting jobs in a separate thread. */
  readonly runJobs: (term: Term) => Promise<void>;
}

export const jobsFeature = {
  collections: [jobsCollection, jobPiecesCollection],
  stores: (connection: Connection) => ({ jobs: jobStore(connection) }),
  tasks: ({ stores: { jobs, retention, audit }, runJobs, now }: JobTools) => [
    { name: 'jobs', everyMs: 500, wakesOn: [jobsCollection.name], run: runJobs },
    {
      name: 'expired job results',
      everyMs: hourMs,
      async run() {
        const { jobResults } = await retention.days();
        const count = await jobs.removeExpired(now());
        await noteErased(audit, 'jobResults', { count, days: jobResults }, now());
      },
    },
  ],
  pages: () => import('./routes.ts'),
} satisfies Feature;
