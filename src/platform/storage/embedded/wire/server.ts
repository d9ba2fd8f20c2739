/** Listens on a socket that only this user can open or, on Windows, on a port of the loopback address. */
import { createServer, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveConnection, type Answering } from './connection.ts';

export interface Server {
  /** Connection string for a driver. */
  readonly uri: string;
  close(): Promise<void>;
}

export async function listen(answering: Answering): Promise<Server> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serveConnection(socket, answering);
  });
  const position = process.platform === 'win32' ? { host: '127.0.0.1', port: 0 } : { path: newSocketPath() };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(position, () => resolve());
  });
  if (position.path !== undefined) chmodSync(position.path, 0o600);
  const address = server.address();
  const host =
    typeof address === 'object' && address !== null
      ? `127.0.0.1:${address.port}`
      : encodeURIComponent(position.path!);
  return {
    uri: `mongodb://${host}/?directConnection=true`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      if (position.path !== undefined) rmSync(join(position.path, '..'), { recursive: true, force: true });
    },
  };
}

/**
 * In a separate folder that only this user can read, with a short path: socket paths are limited to about 107 bytes.
 * The driver recognises a socket by the end of its name.
 */
function newSocketPath(): string {
  const folder = join(tmpdir(), `store-${randomBytes(6).toString('hex')}`);
  mkdirSync(folder, { mode: 0o700 });
  return join(folder, 'store.sock');
}
