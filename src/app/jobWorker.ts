/** The thread in which jobs run (access/jobs/jobThread.ts). */
import { jobKindsOf } from './jobKinds.ts';
import { serveJobs } from './serveJobs.ts';

await serveJobs(jobKindsOf);
