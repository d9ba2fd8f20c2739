import { startThread } from '../../platform/startThread.ts';
import type { AuditedCell, AuditedSystem } from '../../statistics/disclosure/auditRelease.ts';

const limitMs = 5 * 60_000;

/**
 * Audits a release in a worker thread.
 *
 * @throws Error when it exceeds the time limit
 */
export async function auditInThread(system: AuditedSystem): Promise<readonly AuditedCell[]> {
  if (system.cells.length === 0) return [];
  const worker = startThread(new URL('../../statistics/disclosure/auditWorker.ts', import.meta.url), {
    workerData: system,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
      timer = setTimeout(() => reject(new Error(`the audit of a release took over ${limitMs} ms`)), limitMs);
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
