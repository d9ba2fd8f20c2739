/** The disclosure audit of a round before it is published. */
import { Problem } from '../../platform/problem.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { startThread } from '../../platform/startThread.ts';
import {
  auditedSuppression,
  type AuditedSystem,
  type CellRange,
} from '../../statistics/disclosure/auditRelease.ts';

const limitMs = 5 * 60_000;

/**
 * The round with the suppressions that its audit requires.
 *
 * @throws Problem conflict where the answers of a few could be derived whatever is suppressed
 */
export async function auditMeasured(measured: MeasuredRound, now: Date): Promise<MeasuredRound> {
  const { release } = roundFigures(measured, now);
  const { suppression, disclosed } = await auditedSuppression(release, auditInThread);
  if (disclosed.length > 0) throw cannotBeProtected();
  const { isCorrection = false } = measured.released ?? {};
  return { ...measured, released: { suppressed: suppression.keys, isCorrection } };
}

/** @throws Error when it exceeds the time limit */
async function auditInThread(system: AuditedSystem): Promise<readonly CellRange[]> {
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

function cannotBeProtected(): Problem {
  return new Problem('conflict', {
    vi: 'Chưa công bố được: từ các số liệu của đợt này vẫn suy ra được câu trả lời của dưới 10 người. Xin báo cho người quản trị hệ thống.',
    en: 'It cannot be published yet: what fewer than 10 respondents answered would follow from the figures of this round. Please tell an administrator.',
  });
}
