/**
 * From the command line to a running server: one sentence and exit code 1 if it cannot start, and an orderly shutdown.
 */
import { ConfigError } from './config.ts';
import { LedgerError } from '../collection/ledger/ledgerError.ts';
import { StartError } from '../platform/startError.ts';
import type { StartOptions } from './openInstallation.ts';
import { startServer, type RunningServer } from './server.ts';
import { StorageError } from '../platform/storage/connection.ts';
import { EmbeddedStoreError } from '../platform/storage/embedded/embeddedStore.ts';
import { TlsError } from '../platform/gate/tls.ts';

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
export async function orExit<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const known = [ConfigError, StartError, StorageError, EmbeddedStoreError, LedgerError, TlsError].some(
      (kind) => error instanceof kind,
    );
    if (!known) throw error;
    console.error((error as Error).message);
    process.exit(1);
  }
}
