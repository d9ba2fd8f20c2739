/** The store is gone for a while, as when a database is restarted or a cable pulled: the program lives, says so, and goes on when it is back. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectSocket, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, jest, test } from '@jest/globals';
import { connect } from '../../src/platform/storage/connection.ts';
import { useFolders } from '../support/folder.ts';
import { describeWith, findProgram } from '../support/needs.ts';
import { runSource } from '../support/process.ts';
import { expectAllRight } from './allRight.ts';
import { crowd, exchange } from './crowd.ts';
import { errorsMs, isLong } from './long.ts';

jest.setTimeout(errorsMs);

const newFolder = useFolders();
const storage = process.env['TEST_STORAGE_URI'] ?? '';
const database = `gone-${randomUUID()}`;
const mongod = findProgram([process.env['MONGOMS_SYSTEM_BINARY'], '/usr/bin/mongod']);
const longMongod = isLong ? mongod : undefined;

/** A way to a store that can be cut. */
interface Way {
  readonly uri: string;
  cut(): void;
  mend(): void;
}

test('a cable that is pulled', async () => {
  const cable = await aCable(storage);
  const uri = `mongodb://127.0.0.1:${cable.port}/${database}?directConnection=true`;
  await expectToSurvive({ ...cable, uri }, isLong ? { people: 4000, cuts: 20 } : { people: 60, cuts: 1 });
  cable.close();
  const connection = await connect(storage, database);
  await connection.dropDatabase();
  await connection.close();
});

describeWith('a mongod', mongod, 'a MongoDB', () => {
  test('whose writes are locked answers reads, and the program is not ready until they are unlocked', async () => {
    const store = await aMongod(mongod!, await newFolder());
    const program = startProgram(store.uri, await newFolder());
    const [, url = ''] = await program.says(/serving (\S+) as/);
    const connection = await connect(store.uri);
    const admin = connection.db!.admin();
    await admin.command({ fsync: 1, lock: true });
    while ((await exchange(`${url}/readyz`)).status === 200) await wait(20);
    expect(await connection.collection('installation').countDocuments()).toBe(1);
    expect((await exchange(`${url}/healthz`)).status).toBe(200);
    await admin.command({ fsyncUnlock: 1 });
    while ((await exchange(`${url}/readyz`)).status !== 200) await wait(20);
    await program.end('SIGTERM');
    await connection.close();
    await store.end();
  });
});

describeWith('FAULTS=long with a mongod', longMongod, 'a MongoDB in the long trials', () => {
  test('that is killed and started', async () => {
    const server = await aMongod(longMongod!, await newFolder());
    await expectToSurvive(server, { people: 2000, cuts: 5 });
    await server.end();
  });
});

/** What was acknowledged is there in the end and nothing else, though the way was cut while people went on trying. */
async function expectToSurvive(
  way: Way,
  { people, cuts }: { readonly people: number; readonly cuts: number },
): Promise<void> {
  const folder = await newFolder();
  const server = startProgram(way.uri, folder);
  const [, url = ''] = await server.says(/serving (\S+) as/);
  const statusOf = async (path: string): Promise<number> => (await exchange(`${url}${path}`)).status;

  const cutTimes: Promise<void>[] = [];
  const sent = await crowd({
    address: () => url,
    people,
    atOnce: 16,
    onAcknowledged(count) {
      if (count > (people * (cutTimes.length + 1)) / (cuts + 1)) cutTimes.push(cut());
    },
  });
  async function cut(): Promise<void> {
    way.cut();
    try {
      while ((await statusOf('/readyz')) === 200) await wait(20);
      expect(await statusOf('/healthz')).toBe(200);
    } finally {
      way.mend(); // or people would try for ever
    }
  }
  await Promise.all(cutTimes);
  while ((await statusOf('/readyz')) !== 200) await wait(20);
  await server.end('SIGTERM');

  expect(cutTimes).toHaveLength(cuts);
  expect(sent.receipts.size).toBe(people);
  expect(sent.unanswered).toEqual(new Map());
  expect([...sent.statuses.keys()].filter((status) => ![200, 303, 500].includes(status))).toEqual([]);
  const connection = await connect(way.uri);
  await expectAllRight(connection, join(folder, 'ledger-keys'), sent);
  await connection.close();
}

function startProgram(uri: string, folder: string) {
  return runSource('test/support/smallCityServer.ts', {
    env: {
      DATA_DIR: folder,
      MONGODB_URI: `${uri}&serverSelectionTimeoutMS=1000`,
      PORT: '0',
      FORMS_PER_MINUTE: '1000000',
      LOG_REQUESTS: 'off',
    },
  });
}

/** A server of its own, a replica set of one. */
async function aMongod(binary: string, folder: string) {
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const options = ['--replSet', 'rs0', '--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', folder];
  const start = () => spawn(binary, options, { stdio: 'ignore' });
  let running = start();
  const connection = await connect(`mongodb://${host}/?directConnection=true`);
  const members = [{ _id: 0, host }];
  await connection.db!.admin().command({ replSetInitiate: { _id: 'rs0', members } });
  await connection.close();
  return {
    uri: `mongodb://${host}/${database}?replicaSet=rs0`,
    cut: () => void running.kill('SIGKILL'),
    mend() {
      running = start();
    },
    async end() {
      running.kill('SIGKILL');
      await once(running, 'exit');
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

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
  const cut = (): void => {
    isCut = true;
    for (const end of ends) end.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    mend() {
      isCut = false;
    },
    close() {
      cut();
      server.close();
    },
  };
}
