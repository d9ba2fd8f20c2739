/** Worker thread that audits one release. */
import { parentPort, workerData } from 'node:worker_threads';
import { auditedRanges } from './auditedRanges.ts';
import type { AuditedSystem } from './auditedSystem.ts';

/** A range narrower than this discloses a score. */
const SOUGHT_WIDTH = 1;

parentPort?.postMessage(await auditedRanges(workerData as AuditedSystem, SOUGHT_WIDTH));
