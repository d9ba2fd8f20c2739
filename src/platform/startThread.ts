import { once } from 'node:events';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a worker thread. Compiled code needs no loader; TypeScript sources (development, tests) are loaded with tsx.
 *
 * @param source URL of the thread's module, as its `.ts` file relative to the caller
 */
export function startThread(source: URL, options: WorkerOptions = {}): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL(source.href.replace(/\.ts$/, '.js')), options);
  const code = `import('tsx/esm/api').then((tsx) => { tsx.register(); return import(${JSON.stringify(source.href)}); });`;
  return new Worker(code, { ...options, eval: true, execArgv: [] });
}

export interface ThreadTask {
  readonly workerData: unknown;
  readonly msMax: number;
  /** JavaScript memory of the thread; the usual one unless given. */
  readonly memoryMiBMax?: number;
}

/** A thread took more memory or time than it may, or ended without an answer. */
export class TooHeavy extends Error {}

/**
 * The first message of a thread, which ends then.
 *
 * @param source as of `startThread`
 * @throws TooHeavy, or what the thread throws
 */
export async function answerOfThread<Answer>(
  source: URL,
  { workerData, msMax, memoryMiBMax }: ThreadTask,
): Promise<Answer> {
  const resourceLimits = memoryMiBMax === undefined ? {} : { maxOldGenerationSizeMb: memoryMiBMax };
  const worker = startThread(source, { workerData, resourceLimits });
  const ended = new AbortController();
  worker.once('exit', () => ended.abort());
  try {
    const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(msMax)]);
    const [answer] = (await once(worker, 'message', { signal })) as [Answer];
    return answer;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw ['ERR_WORKER_OUT_OF_MEMORY', 'ABORT_ERR'].includes(code)
      ? new TooHeavy(source.pathname, { cause: error })
      : error;
  } finally {
    await worker.terminate();
  }
}
