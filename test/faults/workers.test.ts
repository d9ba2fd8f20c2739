/**
 * Workers in front of one embedded store, killed while people answer and acknowledgements get lost: each form is stored, counted and logged
 * once, the dead are replaced, and what is counted is counted of all together.
 */
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, jest, test } from '@jest/globals';
import { openStorage } from '../../src/platform/storage/connection.ts';
import { hiddenFields } from '../support/citizen.ts';
import { useFolders } from '../support/folder.ts';
import { serveSmallCity } from '../support/process.ts';
import { expectAllRight } from './allRight.ts';
import { crowd, exchange } from './crowd.ts';
import { errorsMs, isLong } from './long.ts';

jest.setTimeout(errorsMs);

const { workers, people, kills } = isLong
  ? { workers: 4, people: 10_000, kills: 12 }
  : { workers: 2, people: 200, kills: 2 };
const newFolder = useFolders();

test(`${people} forms, ${workers} workers, ${kills} of them killed`, async () => {
  const folder = join(await newFolder(), 'data');
  const server = await serve(folder, workers);
  let [begun, killing] = [0, Promise.resolve()];
  /** As long as one is left the port stays open; the next is killed when the one before is replaced. */
  async function killOne(count: number): Promise<void> {
    const living = workersOf(server.child.pid!);
    process.kill(living[count % living.length]!, 'SIGKILL');
    await until(async () => deathsOf(await server.readMetrics()) === count + 1);
    await server.allServe();
  }
  const sent = await crowd({
    address: () => server.url,
    people,
    atOnce: 16,
    dropEvery: 10,
    onAcknowledged(count) {
      if (count % Math.floor(people / (kills + 1)) !== 0 || begun === kills) return;
      const number = begun++;
      killing = killing.then(async () => await killOne(number));
    },
  });
  await killing;
  await stop(server);

  expect([begun, sent.receipts.size]).toEqual([kills, people]);
  expect([...sent.statuses.keys()].filter((status) => ![200, 303].includes(status))).toEqual([]);
  const errors = server.output().match(/^.*"level":"error".*$/gm) ?? [];
  expect(errors.map((line) => (JSON.parse(line) as { detail: string }).detail)).toEqual(
    Array.from({ length: kills }, () => 'ended by SIGKILL'),
  );
  const storage = await openStorage({ mongodbUri: undefined, dataFolder: folder });
  await expectAllRight(storage.connection, join(folder, 'ledger-keys'), sent);
  await storage.close();
});

test('workers share the limits, and one page of metrics has the values of each', async () => {
  const server = await serve(join(await newFolder(), 'data'), 2, { FORMS_PER_MINUTE: '16' });

  // Each over a connection of its own, so that they come to both workers; from one network a quarter of the limit passes.
  const send = async (fields?: Record<string, string>) =>
    await exchange(`${server.url}/s/WARD22`, fields, new Agent({ keepAlive: false }));
  const pages: string[] = [];
  while (pages.length < 12) pages.push((await send()).text);
  const statuses: number[] = [];
  for (const page of pages) {
    statuses.push((await send({ ...hiddenFields(page), 'answer-q1': '5', 'answer-q2': '4' })).status);
  }
  expect(statuses.filter((status) => status === 303)).toHaveLength(4);
  expect(statuses.filter((status) => status === 429)).toHaveLength(8);

  const metrics = await server.readMetrics();
  expect(deathsOf(metrics)).toBe(0);
  expect(metrics.match(/^# TYPE langnghe_processes gauge$/gm)).toHaveLength(1);
  for (const worker of [1, 2]) expect(metrics).toContain(`langnghe_processes{worker="${worker}"} 2\n`);
  expect(metrics.match(/^langnghe_leader\{.*\} 1$/gm)).toHaveLength(1);
  await stop(server);
});

async function serve(folder: string, count: number, more: Record<string, string> = {}) {
  const env = { WORKERS: String(count), METRICS_PORT: '0', ...more };
  const server = await serveSmallCity(folder, { env });
  const [, port] = await server.says(/metrics on (\d+)/);
  const readMetrics = async () => (await exchange(`http://127.0.0.1:${port}/metrics`)).text;
  const allServe = async () =>
    await until(async () => (await readMetrics()).match(/^langnghe_leader\{/gm)?.length === count);
  await allServe();
  return { ...server, readMetrics, allServe };
}

function deathsOf(metrics: string): number {
  return Number(/^langnghe_worker_deaths_total\{worker="0"\} (\d+)$/m.exec(metrics)?.[1]);
}

/** All of them end, in order. */
async function stop(server: Awaited<ReturnType<typeof serveSmallCity>>): Promise<void> {
  const pids = workersOf(server.child.pid!);
  server.child.kill('SIGTERM');
  await server.ended;
  expect(server.child.exitCode).toBe(0);
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
}

function workersOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.split(' ').filter(Boolean).map(Number);
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(50);
}
