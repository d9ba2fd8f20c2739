/** The store is gone for a while, as when a database is restarted or a cable pulled: the program lives, says so, and goes on when it is back. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectSocket, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { connect } from '../../src/storage/connection.ts';
import { useFolders } from '../support/folder.ts';
import { runSource } from '../support/process.ts';
import { expectAllRight } from './allRight.ts';
import { crowd, exchange } from './crowd.ts';
import { isLong } from './long.ts';

const newFolder = useFolders();
const storage = process.env['TEST_STORAGE_URI'] ?? '';
const database = `gone-${randomUUID()}`;
const cable = await aCable(storage);

const people = isLong ? 4000 : 60;
const cuts = isLong ? 20 : 1;

afterAll(async () => {
  cable.close();
  const connection = await connect(storage, database);
  await connection.dropDatabase();
  await connection.close();
});

test(`after ${cuts} cuts, what was acknowledged is there and nothing else`, async () => {
  const folder = await newFolder();
  const server = runSource('test/support/smallCityServer.ts', {
    env: {
      DATA_DIR: folder,
      MONGODB_URI: `mongodb://127.0.0.1:${cable.port}/${database}?directConnection=true&serverSelectionTimeoutMS=1000`,
      PORT: '0',
      FORMS_PER_MINUTE: '1000000',
      LOG_REQUESTS: 'off',
    },
  });
  const [, url = ''] = await server.says(/serving (\S+) as/);
  const statusOf = async (path: string): Promise<number> => (await exchange(`${url}${path}`)).status;

  const pulled: Promise<void>[] = [];
  const sent = await crowd({
    address: () => url,
    people,
    atOnce: 16,
    onAcknowledged(count) {
      if (count > (people * (pulled.length + 1)) / (cuts + 1)) pulled.push(pull());
    },
  });
  /** While people go on trying. */
  async function pull(): Promise<void> {
    cable.pull();
    try {
      while ((await statusOf('/readyz')) === 200) await wait(20);
      expect(await statusOf('/healthz')).toBe(200);
    } finally {
      cable.mend(); // or people would try for ever
    }
  }
  await Promise.all(pulled);
  while ((await statusOf('/readyz')) !== 200) await wait(20);
  await server.end('SIGTERM');

  expect(pulled).toHaveLength(cuts);
  expect(sent.receipts.size).toBe(people);
  expect([...sent.statuses.keys()].filter((status) => ![200, 303, 500].includes(status))).toEqual([]);
  const connection = await connect(storage, database);
  await expectAllRight(connection, join(folder, 'ledger-keys'), sent);
  await connection.close();
}, 200_000);

/** Leads from a port of its own to the store, and can be cut. */
async function aCable(uri: string) {
  const host = decodeURIComponent(/^mongodb:\/\/(?:[^@/]*@)?([^/,?]+)/.exec(uri)?.[1] ?? '');
  const [name = '', port] = host.split(':');
  const target = host.endsWith('.sock') ? { path: host } : { host: name, port: Number(port) };
  const ends = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connectSocket(target);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        ends.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const pull = (): void => {
    isCut = true;
    for (const end of ends) end.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    pull,
    mend() {
      isCut = false;
    },
    close() {
      pull();
      server.close();
    },
  };
}
