import { createServer } from 'node:http';
import { Registry } from 'prom-client';
import { close, listen } from '../../platform/gate/webServer.ts';

export interface ServedMetrics {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Answers `GET /metrics` on a separate port that no proxy forwards: the figures describe the whole installation and no
 * person, but only the operator should see them.
 */
export async function serveMetrics(
  where: { readonly host: string; readonly port: number },
  readText: () => Promise<string>,
): Promise<ServedMetrics> {
  const server = createServer((req, res) => {
    if (req.url !== '/metrics') {
      res.writeHead(404).end();
      return;
    }
    void readText()
      .then((text) => res.writeHead(200, { 'Content-Type': Registry.PROMETHEUS_CONTENT_TYPE }).end(text))
      .catch(() => res.writeHead(500).end());
  });
  server.requestTimeout = 10_000;
  return {
    port: await listen(server, where, 'METRICS_PORT'),
    async close() {
      server.closeAllConnections();
      await close(server);
    },
  };
}
