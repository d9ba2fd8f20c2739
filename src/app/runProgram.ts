/** From the command line to a running server, with an orderly shutdown. */
import type { StartOptions } from './openInstallation.ts';
import { orExit } from './orExit.ts';
import { startServer, type RunningServer } from './server.ts';

/** @param options a function, since reading the configuration may fail like the rest */
export async function runProgram(options: () => StartOptions): Promise<RunningServer> {
  const server = await orExit(async () => await startServer(options()));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void server.stop().then(() => process.exit(0));
    });
  }
  return server;
}
