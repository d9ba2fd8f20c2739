/** From the command line to a running server, with an orderly shutdown. */
import cluster from 'node:cluster';
import { once } from '../platform/once.ts';
import type { StartOptions } from './openInstallation.ts';
import { orExit } from './orExit.ts';
import type { RunningServer } from './server.ts';
import { findPlace, said } from './workers/place.ts';

/**
 * With several workers it returns in the first of them, once that one serves.
 *
 * @param options a function, since reading the configuration may fail like the rest
 */
export async function runProgram(options: () => StartOptions): Promise<RunningServer> {
  const place = await findPlace();
  const server = await orExit(async () => {
    const given = options();
    if (place === undefined && given.config.workers > 1) {
      const { runWorkers } = await import('./workers/runWorkers.ts'); // what answers requests is not loaded there
      return await runWorkers(given.config);
    }
    const { startServer } = await import('./server.ts');
    return await startServer(given, place);
  });
  const stop = once(() => server.stop().then(() => process.exit(0)));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    if (cluster.isWorker)
      process.on(signal, stop); // a terminal sends it to this process and to the one above
    else process.once(signal, stop);
  }
  if (place) process.send!(said.serving);
  return place?.isFirst === false ? await new Promise<never>(() => {}) : server;
}
