/** Worker thread that audits one round. */
import { parentPort, workerData } from 'node:worker_threads';
import { received, type AuditTask } from './auditInThread.ts';
import { auditRound } from './auditRound.ts';
import { lowerPriority } from '../../platform/lowerPriority.ts';

lowerPriority();

const { round, now } = workerData as AuditTask;
parentPort?.postMessage(await auditRound(received(round), now));
