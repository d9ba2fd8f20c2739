/**
 * The driver (mongodb 7.8 and 7.9) waits forever when a connection closes while a command is being written. It listens
 * only to `drain` and `error` of the socket, and a destroyed socket emits neither: not to a writer that waits for
 * buffer space, nor to one that writes between its destruction and its `close`. If that was the monitor's check, the
 * server counts as lost until the process restarts; if it was a request, it is never answered and its connection never
 * returns to the pool. Decision 0011.
 */
import assert from 'node:assert/strict';
import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';

interface DriverConnection extends EventEmitter {
  /** Why the connection closed. */
  readonly error: Error | null;
  writeCommand: (this: DriverConnection, ...given: unknown[]) => Promise<void>;
}

/** From now on a closing connection ends its pending writes, for every client of the driver that mongoose uses. */
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
