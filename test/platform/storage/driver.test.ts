/** What meets a connection of the driver in the moment between its end and the word of it, in which a write is neither refused nor done. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import timers from 'node:timers';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Connection } from 'mongoose';
import { connect } from '../../../src/platform/storage/connection.ts';

const given = process.env['TEST_STORAGE_URI'] ?? '';
/** Two checks may follow each other at once: the test need not wait until a second is allowed. */
const uri = `${given}${given.includes('?') ? '&' : '/?'}minHeartbeatFrequencyMS=1`.replace('//?', '/?');
let sockets: Socket[] = [];
let connection: Connection;

beforeEach(async () => {
  const hear = (message: unknown): void => void sockets.push((message as { socket: Socket }).socket);
  sockets = [];
  subscribe('net.client.socket', hear);
  connection = await connect(uri);
  await ping();
  unsubscribe('net.client.socket', hear);
});
afterEach(async () => {
  await connection.close();
});

const ping = async () => await connection.db!.command({ ping: 1 });
const errorOf = async (asked: Promise<unknown>): Promise<string> => await asked.then(() => 'none', String);

test('a command is refused, and the next finds the server', async () => {
  for (const socket of sockets) socket.destroy();
  await expect(ping()).rejects.toThrow(/closed/);
  await expect(ping()).resolves.toMatchObject({ ok: 1 });
});

test('a check of the server ends, and another finds it', async () => {
  const [ofMonitor, ofPool] = sockets;
  const asked = errorOf(ping());
  await turn(); // it is written
  ofPool!.destroy(new Error('cut')); // is heard at once, and answered with a check
  ofMonitor!.destroy();
  expect(await asked).toMatch('cut');
  await expect(ping()).resolves.toMatchObject({ ok: 1 });
});

test('a command that waits for room is refused', async () => {
  const asked = errorOf(connection.db!.command({ ping: 1, comment: 'x'.repeat(2 ** 23) }));
  await turn();
  for (const socket of sockets) socket.destroy();
  expect(await asked).toMatch('closed');
});

test('a client that is not used wakes for nothing but the check of the server', async () => {
  const set = jest.spyOn(timers, 'setTimeout');
  const cleared = [jest.spyOn(timers, 'clearTimeout'), jest.spyOn(globalThis, 'clearTimeout')];
  const resting = await connect(given);
  await resting.db!.command({ ping: 1 });
  const ended = new Set<unknown>(cleared.flatMap(({ mock }) => mock.calls.map(([timer]) => timer)));
  const waiting = set.mock.calls.filter((_call, at) => !ended.has(set.mock.results[at]!.value));
  expect(waiting.filter(([, ms]) => ms! < 1000)).toEqual([]);
  expect(set.mock.calls.map(([, ms]) => ms)).toContain(100); // what would look at the pool
  await resting.close();
  jest.restoreAllMocks();
});
