/**
 * The driver (mongodb 7.8 and 7.9) waits without end where a connection closes under a command that is being written. It hears `drain`
 * and `error` of the socket only, and a socket that was destroyed says neither: not to who still waits for room, nor to who writes between
 * its destruction and its `close`. If that was the monitor's check, the server counts as lost until the process is restarted; if it was a
 * request, it is never answered, and its connection never goes back to the pool. Decision 0219.
 */
import assert from 'node:assert/strict';
import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';

interface DriverConnection extends EventEmitter {
  /** Why it was closed. */
  readonly error: Error | null;
  writeCommand: (this: DriverConnection, ...given: unknown[]) => Promise<void>;
}

/** From now on the end of a connection ends what was being written to it, for every client of the driver that mongoose brings. */
export function endWritesWithConnections(): void {
  const requireAsMongoose = createRequire(createRequire(import.meta.url).resolve('mongoose'));
  const driver = requireAsMongoose('mongodb/lib/cmap/connection.js') as {
    Connection: { prototype: DriverConnection };
  };
  const { prototype } = driver.Connection;
  const write = prototype.writeCommand;
  assert(typeof write === 'function', 'the driver writes in another way than it did');
  prototype.writeCommand = async function (...given) {
    let onClose = (): void => {};
    const closed = new Promise<never>((_, reject) => {
      onClose = () => reject(this.error ?? new Error('closed'));
      this.once('close', onClose);
    });
    try {
      await Promise.race([write.apply(this, given), closed]);
    } finally {
      this.off('close', onClose);
    }
  };
}
