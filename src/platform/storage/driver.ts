/**
 * What this program changes of the driver (mongodb 7.8 and 7.9), for every client that mongoose uses. It reaches into
 * the driver's files, and stops the start where they have changed.
 *
 * The driver waits forever when a connection closes while a command is being written. It listens only to `drain` and
 * `error` of the socket, and a destroyed socket emits neither: not to a writer that waits for buffer space, nor to one
 * that writes between its destruction and its `close`. If that was the monitor's check, the server counts as lost until
 * the process restarts; if it was a request, it is never answered and its connection never returns to the pool.
 * Decision 0011.
 *
 * And ten times a second it looks whether connections that rest are too old or too few, also where neither can be.
 */
import assert from 'node:assert/strict';
import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';

interface DriverConnection extends EventEmitter {
  /** Why the connection closed. */
  readonly error: Error | null;
  writeCommand: (this: DriverConnection, ...given: unknown[]) => Promise<void>;
}

interface DriverPool {
  readonly options: { readonly minPoolSize: number; readonly maxIdleTimeMS: number };
  readonly minPoolSizeTimer?: NodeJS.Timeout;
  ensureMinPoolSize: (this: DriverPool) => void;
}

const requireAsMongoose = createRequire(createRequire(import.meta.url).resolve('mongoose'));
const { Connection } = requireAsMongoose('mongodb/lib/cmap/connection.js') as {
  Connection: { prototype: DriverConnection };
};
const { ConnectionPool } = requireAsMongoose('mongodb/lib/cmap/connection_pool.js') as {
  ConnectionPool: { prototype: DriverPool };
};

/** A closing connection ends its pending writes. */
export function endWritesWithConnections(): void {
  const { prototype } = Connection;
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

/** A pool that keeps no minimum and no age of its connections looks at them when it is used. */
export function letPoolsRest(): void {
  const { prototype } = ConnectionPool;
  const ensure = prototype.ensureMinPoolSize;
  assert(typeof ensure === 'function', 'the driver looks at its pools in another way than it did');
  prototype.ensureMinPoolSize = function () {
    ensure.call(this);
    const { minPoolSize, maxIdleTimeMS } = this.options;
    if (minPoolSize === 0 && maxIdleTimeMS === 0) clearTimeout(this.minPoolSizeTimer);
  };
}
