import { createServer, type Server } from 'node:http';
import type { Meters } from '../../platform/gate/meters.ts';
import type { Readings } from './readings.ts';

/**
 * Answers `GET /metrics` on a separate port that no proxy forwards: the figures describe the whole installation and no
 * person, but only the operator should see them.
 */
export function metricsServer(meters: Meters, readings: Readings): Server {
  const server = createServer((req, res) => {
    if (req.url !== '/metrics') {
      res.writeHead(404).end();
      return;
    }
    void readings
      .read()
      .then(async (read) => await meters.text(read))
      .then((text) => res.writeHead(200, { 'Content-Type': meters.contentType }).end(text))
      .catch(() => res.writeHead(500).end());
  });
  server.requestTimeout = 10_000;
  return server;
}
