/**
 * Lets one process at a time migrate documents, while no process serves: a migration step that runs while another
 * process already works with its result could undo that work.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { candidate } from '../leader/candidate.ts';
import { leaseStore } from '../leader/store.ts';
import { isServed } from '../processes/isServed.ts';
import { processStore } from '../processes/store.ts';
import { StorageError } from './connection.ts';

const leaseMs = 10_000;

/**
 * @param migrate finds nothing to do if another process has done it meanwhile
 * @param isBusy whether a process serves the installation
 * @throws StorageError where a process serves the installation
 */
export async function migrateAlone(
  connection: Connection,
  migrate: () => Promise<void>,
  isBusy = async (): Promise<boolean> => await isServed(processStore(connection)),
): Promise<void> {
  if (await isBusy()) {
    throw new StorageError(
      'The store is of an earlier version and is being served: stop all processes, then start one of this version first.',
    );
  }
  const leases = leaseStore(connection, 'migration');
  const me = candidate({ leases, leaseMs, elapsedMs: () => performance.now() });
  for (await me.step(); !me.term(); await me.step()) await wait(leaseMs / 20);
  const renewing = setInterval(() => void me.step().catch(() => {}), leaseMs / 4); // if renewal fails permanently, so does a write
  try {
    await migrate();
  } finally {
    clearInterval(renewing);
    await me.stepDown();
  }
}
