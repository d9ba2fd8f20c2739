/**
 * From the command line to a running server: one sentence and exit code 1 if it cannot start, and an orderly shutdown.
 */
import { ConfigFault } from './config.ts';
import { LedgerFault } from '../collection/ledger/ledgerFault.ts';
import { StartFault } from '../platform/startFault.ts';
import type { StartOptions } from './openInstallation.ts';
import { startServer, type RunningServer } from './server.ts';
import { StorageFault } from '../platform/storage/connection.ts';
import { StoreFault } from '../platform/storage/embedded/embeddedStore.ts';
import { TlsFault } from '../platform/door/tls.ts';

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

/**
 * An error that the operator can fix is reported in its own words, without a stack; anything else is a bug and is
 * rethrown.
 */
export async function orExit<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const known = [ConfigFault, StartFault, StorageFault, StoreFault, LedgerFault, TlsFault].some(
      (kind) => error instanceof kind,
    );
    if (!known) throw error;
    console.error((error as Error).message);
    process.exit(1);
  }
}
