/** Has a signed PDF read by a thread with a limit of size, memory and time, one at a time. */
import { stat } from 'node:fs/promises';
import { startThread } from '../../platform/startThread.ts';
import type { FileError } from './signedCopy.ts';
import type { SignedPdf, SignedPdfTask } from './signedPdfWorker.ts';

export interface ReadLimits {
  readonly bytesMax: number;
  readonly memoryMiBMax: number;
  readonly msMax: number;
}

/** A signed copy is a document in the store, which takes 16 MB. */
export const usualReadLimits: ReadLimits = { bytesMax: 12 * 2 ** 20, memoryMiBMax: 512, msMax: 30_000 };

let last: Promise<unknown> = Promise.resolve();

export async function readSignedPdf(
  task: SignedPdfTask,
  limits: ReadLimits = usualReadLimits,
): Promise<SignedPdf | FileError> {
  if ((await stat(task.path)).size > limits.bytesMax) return 'tooBig';
  const reading = last.then(() => read(task, limits));
  last = reading.catch(() => {});
  return await reading;
}

async function read(
  task: SignedPdfTask,
  { memoryMiBMax, msMax }: ReadLimits,
): Promise<SignedPdf | FileError> {
  const worker = startThread(new URL('./signedPdfWorker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: memoryMiBMax },
  });
  const overdue = setTimeout(() => void worker.terminate(), msMax);
  try {
    return await new Promise<SignedPdf | FileError>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('exit', () => resolve('tooHeavy'));
      worker.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve('tooHeavy');
        else reject(error);
      });
    });
  } finally {
    clearTimeout(overdue);
    await worker.terminate();
  }
}
