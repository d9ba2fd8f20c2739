import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartFault } from '../startFault.ts';
import { createTlsServer, type TlsFiles } from './tls.ts';

/** How long answers that are under way may take when the program is to stop. */
const finishMs = 20_000;

/**
 * Slow senders are cut: headers within 15 s, a form's body within 30 s (frontDoor.ts), a file within five minutes; and so is who
 * neither sends nor reads anything for two. A connection without a request is kept longer than proxies keep theirs, so that
 * none sends on one that was just closed.
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

/** @param setting which names the port, for whoever reads why the program did not start */
export async function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
  setting: string,
): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new StartFault(`Port ${port} is taken by another program: stop it or choose another ${setting}.`)
          : new StartFault(`The program cannot listen on ${host}:${port}: ${error.message}`),
      );
    });
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Those who wait for an answer get it, within a time. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), finishMs);
  await closed;
  clearTimeout(late);
}
