/** Has a signed PDF read, and held against the frozen figures, by a thread with a limit of size, memory and time, one at a time. */
import { stat } from 'node:fs/promises';
import { answerOfThread, TooHeavy } from '../../platform/startThread.ts';
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
  workerData: SignedPdfTask,
  { memoryMiBMax, msMax }: ReadLimits,
): Promise<SignedPdf | FileError> {
  try {
    const source = new URL('./signedPdfWorker.ts', import.meta.url);
    return await answerOfThread(source, { workerData, memoryMiBMax, msMax });
  } catch (error) {
    if (error instanceof TooHeavy) return 'tooHeavy';
    throw error;
  }
}
