/** The thread in which one release is audited. */
import { parentPort, workerData } from 'node:worker_threads';
import { auditedRanges, type AuditedSystem } from './auditRelease.ts';

/** Narrower ranges disclose a score. */
const SOUGHT_WIDTH = 1;

parentPort?.postMessage(await auditedRanges(workerData as AuditedSystem, SOUGHT_WIDTH));
