/** Events sent to receivers that are processes of their own, over TLS: a troubled one, and the examples of the documents. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { projectFolder } from '../../src/platform/projectFolder.ts';
import { signedPost } from '../../src/platform/webhooks/signedPost.ts';
import { aClosedCity } from '../dissemination/publications/publishing.ts';
import { aCase } from '../improvement/cases/someCases.ts';
import { anEntry, aSubscription, recordNow, sendNow, signingKey } from '../improvement/events/someEvents.ts';
import { useApp } from '../support/app.ts';
import { certificateFor, openssl } from '../support/certificate.ts';
import { useFolders } from '../support/folder.ts';
import { describeWith } from '../support/needs.ts';
import { runSource } from '../support/process.ts';

const minuteMs = 60_000;
/** For an answer: what is not meant to be late is not so on a busy machine either. */
const patienceMs = 3000;

describeWith('openssl', openssl, 'events', () => {
  const testApp = useApp({ events: true });
  const newFolder = useFolders();
  const children: ChildProcess[] = [];
  let [folder, ca] = ['', ''];

  beforeAll(async () => {
    const city = await aClosedCity(testApp());
    await city.publish();
  });

  beforeEach(async () => {
    folder = await newFolder();
    ca = certificateFor('hook.example', folder).cert;
  });

  afterEach(async () => {
    for (const child of children.splice(0)) {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
    }
    for (const { id } of await testApp().stores.subscriptions.list())
      await testApp().stores.subscriptions.end(id, testApp().clock.now, anEntry());
  });

  /** Sends whatever is due, until nothing waits any more. */
  async function settle(): Promise<void> {
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const post = signedPost({ allowPrivate: true, ca, resolve, patienceMs });
    const now = new Date(); // receivers refuse what is older than five minutes
    await recordNow(testApp());
    const { connection, clock } = testApp();
    const [subscription] = await testApp().stores.subscriptions.list();
    const waiting = { subscriptionId: subscription!.id, nextAt: { $exists: true } };
    while (await connection.collection('eventMessages').findOne(waiting)) {
      await sendNow(testApp(), async (to, message) => await post(to, message, now));
      clock.now = new Date(clock.now.getTime() + minuteMs);
      const { paused } = (await testApp().stores.subscriptions.list())[0]!;
      if (paused) return;
    }
  }

  async function subscribe(port: string, id: string, types: readonly string[]): Promise<void> {
    const url = `https://hook.example:${port}/`;
    const changes = { id, url, types: types as ['case.received'], madeAt: testApp().clock.now };
    await testApp().stores.subscriptions.add(aSubscription(testApp(), changes), anEntry());
  }

  async function troubled(id: string, plan: string) {
    const args = [join(folder, 'cert.pem'), join(folder, 'key.pem'), signingKey, plan];
    const consumer = runSource('test/support/troubledConsumer.ts', { args });
    children.push(consumer.child);
    const [, port = ''] = await consumer.says(/port (\d+)/);
    await subscribe(port, id, ['case.received']);
    /** The ids that it has handled, once they are so many. */
    return async (count: number) => {
      await consumer.says(new RegExp(`(handled [^]*){${count}}`));
      return [...consumer.output().matchAll(/handled (\S+)/g)].map(([, handled]) => handled!);
    };
  }

  test('reach a receiver that loses, refuses and answers late: each at least once, repeated under the same id', async () => {
    const handled = await troubled('troubled', 'lose,late,take,500,lose,late,take');
    for (let count = 0; count < 6; count += 1) await testApp().stores.cases.add(aCase());
    await settle();
    const log = await testApp().stores.eventMessages.log('troubled', 20);
    expect(log.map(({ outcome }) => outcome)).toEqual(Array(6).fill('accepted'));
    const ids = await handled(8); // two were handled, and their answers came too late
    expect(ids).toHaveLength(8);
    expect(new Set(ids)).toEqual(new Set(log.map(({ id }) => id)));
  });

  test('stop where the receiver says that it is gone', async () => {
    const handled = await troubled('gone', 'take,410');
    for (let count = 0; count < 3; count += 1) await testApp().stores.cases.add(aCase());
    await settle();
    expect(await handled(1)).toHaveLength(1);
    expect((await testApp().stores.subscriptions.find('gone'))?.paused?.why).toBe('gone');
  });

  async function example(name: string, env: Record<string, string>): Promise<void> {
    const program = join(projectFolder(), 'docs', 'examples', `${name}.mjs`);
    const [TLS_CERT, TLS_KEY] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const child = spawn(process.execPath, [program], {
      env: { PATH: process.env['PATH'], PORT: '0', WEBHOOK_KEY: signingKey, TLS_CERT, TLS_KEY, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    const [, port = ''] = /port (\d+)/.exec(String(said)) ?? [];
    await subscribe(port, name, ['results.published', 'case.received']);
    await testApp().stores.cases.add(aCase({ id: `case-${name}` }));
    await settle();
    const { stores, clock } = testApp();
    for (const { id } of await stores.eventMessages.log(name, 20))
      await stores.eventMessages.sendAgain(name, id, clock.now);
    await settle();
  }

  test('keep the last figures of an operations centre', async () => {
    const file = join(folder, 'figures.json');
    const { port } = testApp().server.address() as AddressInfo;
    await example('operations-centre', { FILE: file, LANG_NGHE: `http://127.0.0.1:${port}` });
    const { units, cases, seen } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, object>;
    expect(units).toMatchObject({ city: { percent: 72.29, number: 1 }, 'ward-c': { percent: null } });
    expect(cases).toMatchObject({ 'case-operations-centre': { unitId: 'ward-a', state: 'received' } });
    expect(seen).toHaveLength(2);
  });

  test('fill a table that spreadsheets open, a row for each', async () => {
    const file = join(folder, 'events.csv');
    await example('spreadsheet', { FILE: file });
    const rows = readFileSync(file, 'utf8').trim().split('\r\n');
    const events = rows.map((row) => row.split(',')[2]);
    expect(events).toHaveLength(3);
    expect(new Set(events)).toEqual(new Set(['"event"', '"case.received"', '"results.published"']));
  });
});
