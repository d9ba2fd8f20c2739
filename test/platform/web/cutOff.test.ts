/** What becomes of an error once an answer has begun, and of people who go away. */
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { problemHandler } from '../../../src/access/web/problemHandler.ts';

const errors: { route: string; error: unknown }[] = [];
let server: Server;
/** Resolves when the route whose reader goes away has ended. */
let ended: Promise<void>;

beforeAll(async () => {
  const app = express();
  app.get('/broken', async (_req, res) => {
    await pipeline(Readable.from(broken()), res);
  });
  app.get('/endless', async (_req, res) => {
    const sending = pipeline(Readable.from(endless()), res);
    ended = sending.catch(() => {});
    await sending;
  });
  app.use(problemHandler((error) => errors.push(error)));
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function* broken(): AsyncGenerator<string> {
  yield 'the beginning';
  throw new Error('a piece is lost');
}

async function* endless(): AsyncGenerator<string> {
  for (;;) yield 'x'.repeat(1000);
}

async function begun(path: string): Promise<IncomingMessage> {
  const { port } = server.address() as AddressInfo;
  const [response] = (await once(get({ port, host: '127.0.0.1', path }), 'response')) as [IncomingMessage];
  return response;
}

test('an error in the middle of an answer cuts it off and is logged', async () => {
  const response = await begun('/broken');
  await expect(text(response)).rejects.toThrow('aborted');
  expect(errors).toEqual([{ route: 'GET /broken', error: new Error('a piece is lost') }]);
});

test('whoever goes away in the middle has caused no error', async () => {
  const response = await begun('/endless');
  await once(response, 'data');
  response.destroy();
  await ended;
  await nextTurn(); // the handler of errors has had its turn
  expect(errors.map(({ route }) => route)).not.toContain('GET /endless');
});
