/** The thread in which jobs run (jobs/jobThread.ts). */
import { jobKindsOf } from './jobKinds.ts';
import { serveJobs } from './jobs/serveJobs.ts';

await serveJobs(jobKindsOf);
