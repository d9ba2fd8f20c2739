/** Worker thread that audits one release. */
import { parentPort, workerData } from 'node:worker_threads';
import type { AuditedSystem } from './auditRelease.ts';
import { disclosedCells } from './disclosedCells.ts';

parentPort?.postMessage(await disclosedCells(workerData as AuditedSystem));
