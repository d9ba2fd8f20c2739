import { createServer, type Server } from 'node:http';
import type { Meters } from '../../platform/door/meters.ts';
import type { Readings } from './readings.ts';

/**
 * Answers `GET /metrics` on a port of its own, which no proxy leads to: the figures are of the whole installation and of no person, and
 * yet nobody's but the operator's.
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
