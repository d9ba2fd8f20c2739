/**
 * Several processes on one store, killed and stopped at random while people answer and acknowledgements get lost: each form is stored,
 * counted and logged once.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Connection } from 'mongoose';
import { connect } from '../../src/platform/storage/connection.ts';
import { useFolders } from '../support/folder.ts';
import { runSource, type Running } from '../support/process.ts';
import { expectAllRight } from './allRight.ts';
import { crowd } from './crowd.ts';
import { errorsMs, isLong } from './long.ts';

jest.setTimeout(errorsMs);

const { processes, people, ends } = isLong
  ? { processes: 4, people: 20_000, ends: 12 }
  : { processes: 2, people: 300, ends: 2 };

const newFolder = useFolders();
const database = `errors-${randomUUID()}`;
let connection: Connection;
let uri = '';

beforeAll(async () => {
  const storage = process.env['TEST_STORAGE_URI'] ?? '';
  connection = await connect(storage, database);
  uri = storage.replace(/\/(?=\?|$)/, `/${database}`);
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

test(`${people} forms, ${processes} processes, ${ends} ends`, async () => {
  const folder = await newFolder();
  const ledgerKeys = join(folder, 'ledger-keys');
  const env = {
    DATA_DIR: folder,
    LEDGER_KEY_DIR: ledgerKeys,
    MONGODB_URI: uri,
    PORT: '0',
    FORMS_PER_MINUTE: '1000000',
    LOG_REQUESTS: 'off',
  };
  async function start(): Promise<{ running: Running; url: string }> {
    const running = runSource('test/support/smallCityServer.ts', { env });
    const [, url = ''] = await running.says(/serving (\S+) as/);
    return { running, url };
  }

  const serving = [await start()];
  serving.push(...(await Promise.all(Array.from({ length: processes - 1 }, start))));
  const outputs = serving.map(({ running }) => running);
  let begun = 0;
  let ending = Promise.resolve();
  /** One of them is killed, or told to stop, and another one takes its place. */
  async function endOne(count: number): Promise<void> {
    const location = randomInt(serving.length);
    await serving[location]!.running.end(count % 2 === 0 ? 'SIGKILL' : 'SIGTERM');
    serving[location] = await start();
    outputs.push(serving[location].running);
  }

  const sent = await crowd({
    address: () => serving[randomInt(serving.length)]!.url,
    people,
    atOnce: 32,
    dropEvery: 10,
    onAcknowledged(count) {
      if (begun >= ends || count < ((begun + 1) * people) / (ends + 1)) return;
      const number = begun++;
      ending = ending.then(async () => await endOne(number));
    },
  });
  await ending;
  await Promise.all(serving.map(({ running }) => running.end('SIGTERM')));

  expect([begun, sent.receipts.size]).toEqual([ends, people]);
  expect(sent.dropped).toBeGreaterThanOrEqual(people / 10);
  const statuses = [...sent.statuses.keys()].filter((status) => ![200, 303].includes(status));
  expect(statuses).toEqual([]);
  expect(outputs.map((running) => running.output()).join('')).not.toContain('"level":"error"');
  await expectAllRight(connection, ledgerKeys, sent);
  if (isLong)
    process.stderr.write(
      `${JSON.stringify([...sent.statuses, ...sent.unanswered])}, dropped ${sent.dropped}\n`,
    );
});
