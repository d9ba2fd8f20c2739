/** The thread in which jobs run (access/jobs/jobThread.ts). */
import { jobKindsOf } from './jobKinds.ts';
import { serveJobs } from './serveJobs.ts';
import { lowerPriority } from '../platform/lowerPriority.ts';

lowerPriority();

await serveJobs(jobKindsOf);
