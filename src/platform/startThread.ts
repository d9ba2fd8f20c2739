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
