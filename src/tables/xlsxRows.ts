/** The rows of an XLSX file, read by a thread that has a limit of memory and of time. */
import { stat } from 'node:fs/promises';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../startThread.ts';
import { TableFault } from './tableFault.ts';
import type { XlsxWord } from './xlsxWorker.ts';

const bytesMax = 20 * 1024 * 1024;
const memoryMiBMax = 1024;
const durationMsMax = 120_000;

/** @throws TableFault */
export async function* xlsxRows(path: string): AsyncGenerator<readonly string[]> {
  if ((await stat(path)).size > bytesMax) throw new TableFault('tooBig');
  const worker = startThread(new URL('./xlsxWorker.ts', import.meta.url), {
    workerData: path,
    resourceLimits: { maxOldGenerationSizeMb: memoryMiBMax },
  });
  const overdue = setTimeout(() => void worker.terminate(), durationMsMax);
  const ended = new Promise<XlsxWord | Error>((resolve) => {
    worker.once('error', resolve);
    worker.once('exit', () => resolve('tooBig'));
  });
  try {
    for (;;) {
      const word = await Promise.race([nextWord(worker), ended]);
      if (word instanceof Error) throw isOutOfMemory(word) ? new TableFault('tooBig') : word;
      if (typeof word === 'string') throw new TableFault(word);
      if (word.length === 0) return;
      yield* word;
    }
  } finally {
    clearTimeout(overdue);
    await worker.terminate();
  }
}

function nextWord(worker: Worker): Promise<XlsxWord> {
  return new Promise((resolve) => {
    worker.once('message', resolve);
    worker.postMessage('more');
  });
}

function isOutOfMemory(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
