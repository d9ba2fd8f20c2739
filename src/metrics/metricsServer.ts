import { createServer, type Server } from 'node:http';
import type { Meters } from './meters.ts';
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
    void readings.read().then((read) => {
      res
        .writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' })
        .end(meters.text(read));
    });
  });
  server.requestTimeout = 10_000;
  return server;
}
