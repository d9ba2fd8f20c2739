import { once } from 'node:events';
import { Worker, type ResourceLimits, type WorkerOptions } from 'node:worker_threads';

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

/**
 * The limit of a thread's JavaScript memory. Node leaves a thread at its limit 16 MB to end in; on Node 24 the objects that survive one
 * collection of its large young generation can be more, and then the whole process dies of it, not the thread. A small one cannot.
 */
export function limitedTo(memoryMiBMax: number): ResourceLimits {
  return { maxOldGenerationSizeMb: memoryMiBMax, maxYoungGenerationSizeMb: 16 };
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
  const resourceLimits = memoryMiBMax === undefined ? {} : limitedTo(memoryMiBMax);
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
