import type { Term } from '../../platform/leader/candidate.ts';
import type { RoutesOptions } from '../stores.ts';
import { noteErased } from '../retention/noteErased.ts';
import { hourMs } from '../retention/retention.ts';
import type { Connection } from 'mongoose';
import type { Feature } from '../feature.ts';
import type { Sentence } from '../../platform/problem.ts';
import { jobPiecesCollection, jobStore, jobsCollection } from './store.ts';

const auditKinds = {
  'job.started': { vi: 'Bắt đầu tác vụ', en: 'Job started' },
  'job.cancelled': { vi: 'Dừng tác vụ', en: 'Job cancelled' },
  'job.resultDownloaded': { vi: 'Tải kết quả tác vụ', en: 'Job result downloaded' },
} as const satisfies Record<string, Sentence>;

declare module '../audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

interface JobTools extends RoutesOptions {
  /** Runs waiting jobs in a separate thread. */
  readonly runJobs: (term: Term) => Promise<void>;
}

export const jobsFeature = {
  collections: [jobsCollection, jobPiecesCollection],
  stores: (connection: Connection) => ({ jobs: jobStore(connection) }),
  auditKinds,
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
