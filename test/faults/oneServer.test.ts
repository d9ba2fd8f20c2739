/**
 * One server with its own store goes through what a bad day brings, one thing after the other: too much at once, three times as many as it
 * can serve, idle connections, a clock that jumps, a full disk. What it acknowledged is there at the end, and no more; and when its file is
 * damaged, it says so.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { open, stat } from 'node:fs/promises';
import { Agent } from 'node:http';
import { connect as connectSocket, type Socket } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { connect, openStorage } from '../../src/platform/storage/connection.ts';
import { storeFileName } from '../../src/platform/storage/embedded/engine/store.ts';
import { holderOf } from '../../src/platform/storage/embedded/folderLock.ts';
import { hiddenFields } from '../support/citizen.ts';
import { useFolders } from '../support/folder.ts';
import { describeWith, findProgram } from '../support/needs.ts';
import { runSource, serveSmallCity, type Running } from '../support/process.ts';
import { expectAllRight } from './allRight.ts';
import { crowd, exchange } from './crowd.ts';
import { errorsMs, isLong } from './long.ts';
import { storm, type Storm } from './storm.ts';

jest.setTimeout(errorsMs);

const prlimit = findProgram(['/usr/bin/prlimit']);
const sizes = isLong
  ? { people: 2000, stormSeconds: 20, idle: 10_000, megabytes: 80 }
  : { people: 150, stormSeconds: 1, idle: 300, megabytes: 20 };

describeWith('prlimit', prlimit, 'a server on a bad day', () => {
  const newFolder = useFolders();

  test(`${sizes.people} people, ${sizes.idle} idle connections`, async () => {
    const folder = join(await newFolder(), 'data');
    const clock = pathToFileURL(join(import.meta.dirname, '..', 'support', 'jumpingClock.mjs')).href;
    // A limit to the size of files stands for the full disk: the system refuses the write in the same way.
    const server = await serveSmallCity(folder, {
      env: { NODE_OPTIONS: `--import=${clock}`, REQUESTS_AT_ONCE: '8' },
      wrapper: ['sh', '-c', `ulimit -S -f ${sizes.megabytes * 2048}; exec "$@"`, 'sh'],
    });
    const address = (): string => server.url;
    const receipts = new Map<string, string>();
    const send = async (people: number, atOnce: number) => {
      const sent = await crowd({ address, people, atOnce, dropEvery: 20 });
      for (const [comment, receipt] of sent.receipts) receipts.set(comment, receipt);
      return sent;
    };

    // Too much at once: refused in time with when to come back, and everybody has been served in the end.
    const { statuses, unanswered } = await send(sizes.people, 64);
    expect(unanswered).toEqual(new Map());
    expect(new Set(statuses.keys())).toEqual(new Set([200, 303, 503]));
    expect((await exchange(`${server.url}/readyz`)).status).toBe(200);
    expect((await exchange(`${server.url}/s/WARD22`)).status).toBe(200);

    // Three times as many as it can serve, who do not wait: whoever is refused is told when to come back. How soon it is as quick as
    // before is said in the long form.
    const from = performance.now();
    await send(sizes.people, 8);
    const perSecond = (1000 * sizes.people) / (performance.now() - from);
    const quietMs = isLong ? await pageMs(server.url) : 0;
    const stormed = await storm(server.url, 3 * perSecond, sizes.stormSeconds);
    for (const [comment, receipt] of stormed.receipts) receipts.set(comment, receipt);
    expect(stormed.unanswered).toEqual(new Map());
    expect([...stormed.statuses.keys()].filter((status) => ![200, 303, 503].includes(status))).toEqual([]);
    expect([stormed.unsaid, stormed.receipts.size]).toEqual([0, stormed.statuses.get(303)]);
    if (isLong) {
      const quickAfterMs = await timeUntilQuick(server.url, 2 * quietMs);
      tell(stormed, { perSecond, quietMs, quickAfterMs });
    }

    const idle = await idleConnections(server.url, sizes.idle);
    await send(30, 4);
    if (isLong) for (const socket of idle) if (!socket.destroyed) await once(socket, 'close');
    for (const socket of idle) socket.destroy();

    // Twice an hour forward: what came before is due for the ledger, and sealed with the new time.
    for (let hour = 0; hour < 2; hour++) {
      process.kill(server.pid, 'SIGUSR2');
      await send(30, 4);
    }
    expect(server.output()).not.toContain('"level":"error"');

    // A full disk: nothing is acknowledged that is not stored, the form comes back as it was sent, pages open, the program says
    // that it is not ready, and with room all goes on.
    await fillUp(folder, server);
    let last: Record<string, string> = {};
    let comeBack = '';
    const isRefused = async (): Promise<boolean> => {
      const page = await exchange(`${server.url}/s/WARD22`);
      last = {
        ...hiddenFields(page.text),
        'answer-q1': '5',
        'answer-q2': '4',
        comment: `số ${randomUUID()}`,
      };
      const { status, headers, text } = await exchange(`${server.url}/s/WARD22`, last);
      if (status === 303) receipts.set(last['comment']!, String(headers['location']));
      comeBack = text;
      return page.status === 200 && status === 503 && headers['retry-after'] === '300';
    };
    while (!(await isRefused()));
    expect(comeBack).toContain('Hệ thống tạm thời hết chỗ lưu phiếu');
    expect(comeBack).toContain(last['comment']);
    expect(comeBack).toMatch(/name="answer-q1"[^>]*value="5"[^>]*checked/);
    expect(comeBack).toMatch(/name="answer-q2"[^>]*value="4"[^>]*checked/);
    expect(hiddenFields(comeBack)).toMatchObject({ submissionId: last['submissionId'] });
    expect((await exchange(`${server.url}/readyz`)).status).toBe(503);
    spawnSync(prlimit!, ['--pid', String(server.pid), '--fsize=unlimited']);
    expect((await exchange(`${server.url}/readyz`)).status).toBe(200);
    const { status, headers } = await exchange(`${server.url}/s/WARD22`, last);
    expect(status).toBe(303);
    receipts.set(last['comment']!, String(headers['location']));
    await send(30, 4);

    // It also ends in order on a full disk.
    const { size } = await stat(join(folder, storeFileName));
    spawnSync(prlimit!, ['--pid', String(server.pid), `--fsize=${size}`]);
    await fillUp(folder, server);
    await server.end('SIGTERM');
    expect(server.child.exitCode).toBe(0);
    const storage = await openStorage({ mongodbUri: undefined, dataFolder: folder });
    expect(await storage.connection.collection('submissions').countDocuments()).toBe(receipts.size);
    await expectAllRight(storage.connection, join(folder, 'ledger-keys'), { receipts });
    await storage.close();

    await damage(join(folder, storeFileName));
    const again = runSource('src/main.ts', { env: { DATA_DIR: folder, PORT: '0', MONGODB_URI: '' } });
    await again.ended;
    expect([again.child.exitCode, again.output()]).toEqual([
      1,
      expect.stringMatching(/damaged.*restore a backup/),
    ]);
  });
});

/** How long a page takes, asked for one after the other: the middle of several. */
async function pageMs(url: string): Promise<number> {
  const times: number[] = [];
  while (times.length < 15) {
    const from = performance.now();
    expect((await exchange(`${url}/s/WARD22`)).status).toBe(200);
    times.push(performance.now() - from);
  }
  return middleOf(times);
}

/** Looks for a minute at most: another program may have come to this machine meanwhile. */
async function timeUntilQuick(url: string, quickMs: number): Promise<number> {
  const from = performance.now();
  const elapsedMs = (): number => performance.now() - from;
  while ((await pageMs(url)) > quickMs && elapsedMs() < 60_000);
  return elapsedMs();
}

function tell({ statuses, refusalsMs, servedMs }: Storm, figures: Readonly<Record<string, number>>): void {
  const times = { ...figures, refusedInMs: middleOf(refusalsMs), servedInMs: middleOf(servedMs) };
  const shown = Object.entries(times).map(([name, value]) => `${name} ${value.toFixed(1)}`);
  process.stderr.write(`three times too many: ${shown.join(', ')}, ${JSON.stringify([...statuses])}\n`);
}

function middleOf(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
}

/**
 * In groups, each accepted before the next: of more than 511 that wait to be accepted the system forgets some, and their other end, which
 * sends nothing, would never learn of it.
 */
async function idleConnections(url: string, count: number): Promise<readonly Socket[]> {
  const sockets: Socket[] = [];
  const agent = new Agent({ keepAlive: false });
  while (sockets.length < count) {
    const group = Math.min(250, count - sockets.length);
    sockets.push(...(await Promise.all(Array.from({ length: group }, () => idleConnection(url)))));
    expect((await exchange(`${url}/healthz`, undefined, agent)).status).toBe(200); // has come last
  }
  return sockets;
}

async function idleConnection(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connectSocket({ host: hostname, port: Number(port) });
  socket.on('error', () => {}); // it is cut off by the server when it has waited long enough
  socket.resume(); // or its end would never be seen
  await once(socket, 'connect');
  return socket;
}

/** Inserts large, smaller and small documents until each is refused. */
async function fillUp(folder: string, server: Running): Promise<void> {
  const filler = await connect(holderOf(folder)!.uri!, 'filler');
  for (const bytes of [1_000_000, 30_000, 1000]) {
    const fill = async (): Promise<never> => {
      for (;;) await filler.collection('filler').insertOne({ text: 'x'.repeat(bytes) });
    };
    const refused = await fill().catch((error: Error) => error.message);
    const said = server.output().slice(-2000); // shown when this fails
    expect({ refused, said }).toMatchObject({ refused: expect.stringContaining('full') });
  }
  await filler.close();
}

/** Writes over the first half, in which the roots of all trees lie. */
async function damage(path: string): Promise<void> {
  const { size } = await stat(path);
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(Math.floor(size / 2), 0xa5), 0, undefined, 0);
  await file.close();
}
