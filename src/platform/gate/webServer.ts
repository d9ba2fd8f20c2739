import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartError } from '../startError.ts';
import { createTlsServer, type TlsFiles } from './tls.ts';

/** How long pending responses may take when the program is to stop. */
const finishMs = 20_000;

/**
 * Slow clients are cut off: headers within 15 s, the body of a form within 30 s (requestGate.ts), a file within five
 * minutes; and any connection on which nothing is sent or read for two minutes. Idle connections are kept open longer
 * than proxies keep theirs, so that no proxy sends on a connection that was just closed.
 */
export function webServer(tls: TlsFiles | undefined, answer: RequestListener): Server {
  const limits = {
    connectionsCheckingInterval: 5000,
    headersTimeout: 15_000,
    requestTimeout: 300_000,
    keepAliveTimeout: 75_000,
  };
  const server = tls ? createTlsServer(tls, limits, answer) : createServer(limits, answer);
  server.setTimeout(120_000);
  return server;
}

/** @param setting which names the port, for the message when the program cannot start */
export async function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
  setting: string,
): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new StartError(`Port ${port} is taken by another program: stop it or choose another ${setting}.`)
          : new StartError(`The program cannot listen on ${host}:${port}: ${error.message}`),
      );
    });
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Finishes pending responses, within a time limit. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), finishMs);
  await closed;
  clearTimeout(late);
}
