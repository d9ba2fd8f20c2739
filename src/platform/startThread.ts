import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a thread of the program. Compiled, it needs no loader; from TypeScript sources (development, tests) it brings tsx along.
 *
 * @param source the module that the thread runs, as its `.ts` file beside that of the caller
 */
export function startThread(source: URL, options: WorkerOptions = {}): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL(source.href.replace(/\.ts$/, '.js')), options);
  const code = `import('tsx/esm/api').then((tsx) => { tsx.register(); return import(${JSON.stringify(source.href)}); });`;
  return new Worker(code, { ...options, eval: true, execArgv: [] });
}
