/**
 * The rows of an XLSX file, read by a thread with a memory limit and a time limit. One file is read at a time: its rows
 * stay in memory until they have been consumed, and several files at once would add up.
 */
import { stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import type { Worker } from 'node:worker_threads';
import { limitedTo, startThread } from '../startThread.ts';
import { TableError } from './tableError.ts';
import type { XlsxWord } from './xlsxWorker.ts';

const bytesMax = 20 * 1024 * 1024;

export interface XlsxLimits {
  readonly memoryMiBMax: number;
  /** For reading the file, and again until each next piece of rows is requested: an abandoned reader ends. */
  readonly silenceMsMax: number;
  /** How long a file waits for earlier ones. */
  readonly waitMsMax: number;
}

export const usualLimits: XlsxLimits = { memoryMiBMax: 1024, silenceMsMax: 120_000, waitMsMax: 20_000 };

/** @throws TableError */
export async function* xlsxRows(path: string, limits = usualLimits): AsyncGenerator<readonly string[]> {
  if ((await stat(path)).size > bytesMax) throw new TableError('tooBig');
  const isDone = await turn(limits);
  try {
    yield* rowsOf(path, limits, isDone);
  } finally {
    isDone();
  }
}

/** @param onExit also called when the rows are not consumed to their end */
async function* rowsOf(
  path: string,
  { memoryMiBMax, silenceMsMax }: XlsxLimits,
  onExit: () => void,
): AsyncGenerator<readonly string[]> {
  const worker = startThread(new URL('./xlsxWorker.ts', import.meta.url), {
    workerData: path,
    resourceLimits: limitedTo(memoryMiBMax),
  });
  const overdue = setTimeout(() => void worker.terminate(), silenceMsMax);
  const ended = new Promise<XlsxWord | Error>((resolve) => {
    worker.once('error', resolve);
    worker.once('exit', () => resolve('tooBig'));
  });
  worker.once('exit', onExit);
  try {
    for (;;) {
      const word = await Promise.race([nextWord(worker), ended]);
      overdue.refresh();
      if (isNativeError(word)) throw isOutOfMemory(word) ? new TableError('tooBig') : word;
      if (typeof word === 'string') throw new TableError(word);
      if (word.length === 0) return;
      yield* word;
    }
  } finally {
    clearTimeout(overdue);
    await worker.terminate();
  }
}

let last: Promise<void> = Promise.resolve();

/**
 * Waits until no other file is being read.
 *
 * @returns the function to call when this one is done
 * @throws TableError busy
 */
export async function turn({ waitMsMax }: Pick<XlsxLimits, 'waitMsMax'>): Promise<() => void> {
  const before = last;
  let isDone = () => {};
  last = new Promise((resolve) => {
    isDone = resolve;
  });
  const given = new AbortController();
  const isFree = before.then(() => true);
  const isLate = wait(waitMsMax, false, { signal: given.signal }).catch(() => false);
  const isMine = await Promise.race([isFree, isLate]);
  given.abort();
  if (isMine) return isDone;
  void before.then(isDone); // those waiting for this one also wait for the one before it
  throw new TableError('busy');
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
