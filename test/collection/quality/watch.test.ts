import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { lookForSigns, qualityTask } from '../../../src/collection/quality/lookForSigns.ts';
import { pointWatch } from '../../../src/collection/quality/pointWatch.ts';
import { pointDaysPlan } from '../../../src/collection/quality/store.ts';
import { sendingLimits } from '../../../src/collection/quality/sendingLimits.ts';
import type { Submission } from '../../../src/collection/submissions/submission.ts';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, duringAt, fillSmallCity, smallSurvey } from '../../support/builders.ts';
import { answer, openForm, sendForm } from '../../support/citizen.ts';
import { pairTablet } from '../../support/tablet.ts';

const later = (seconds: number): Date => new Date(duringAt.getTime() + seconds * 1000);

describe('what is seen of forms that come in', () => {
  const testApp = useApp();
  let point: { accessPointId: string; revision: number };

  beforeAll(async () => {
    const { points } = await fillSmallCity(testApp().stores);
    point = { accessPointId: points[0].id, revision: 1 };
  });
  beforeEach(async () => {
    testApp().clock.now = duringAt;
    await testApp().watch.flush();
    for (const name of [pointDaysPlan.name, 'submissions']) {
      await testApp().connection.collection(name).deleteMany({});
    }
  });

  const days = () => testApp().stores.quality.listDays(point, '2026-01-01');
  const stored = async () => await testApp().connection.collection('submissions').find().toArray();

  test('arrivals are counted by the hour with the gaps between them, and their times are nowhere', async () => {
    const { app, clock, watch, connection } = testApp();
    for (const seconds of [0, 40, 45, 700, 3600]) {
      clock.now = later(seconds);
      await answer(app, 'WARD22', { q1: 4, q2: 5 });
    }
    await watch.flush();
    const [{ hours }] = (await days()) as [Awaited<ReturnType<typeof days>>[number]];
    expect(hours.map(({ hour, arrivals, gaps }) => [hour, arrivals, gaps])).toEqual([
      [9, 4, [1, 1, 0, 0, 0, 0, 1]],
      [10, 1, [0, 0, 0, 0, 0, 0, 0]],
    ]);
    const names = (await connection.db!.listCollections().toArray()).map(({ name }) => name);
    expect(names).not.toContain('arrivals');
    for (const name of names.filter((each) => each !== 'devices' && each !== 'leases')) {
      const text = JSON.stringify(await connection.collection(name).find().toArray());
      for (const seconds of [40, 45, 700]) expect(text).not.toContain(later(seconds).toISOString());
    }
  });

  test('gaps are not known where several processes serve', async () => {
    const watch = pointWatch(testApp().stores.quality, () => 2);
    const submission = {
      ...point,
      answers: { q1: 4, q2: 5 },
      receivedHour: duringAt,
    } as unknown as Submission;
    for (const at of [duringAt, later(20)]) {
      const same = watch.sameForms(submission, smallSurvey, at);
      watch.note(submission, smallSurvey, { at, same });
    }
    await watch.flush();
    expect((await days())[0]?.hours[0]).toMatchObject({ forms: 2, arrivals: 0, gaps: [0, 0, 0, 0, 0, 0, 0] });
  });

  test('what could not be written down is written the next time, once', async () => {
    const { stores } = testApp();
    let isBroken = true;
    const watch = pointWatch({
      async addCounts(...counted) {
        if (isBroken) throw new Error('the disk is full');
        await stores.quality.addCounts(...counted);
      },
    });
    const given = { answers: { q1: 4, q2: 5 }, flags: { rules: '1', raised: [] } };
    const submission = { ...point, ...given, receivedHour: duringAt } as unknown as Submission;
    const note = () =>
      watch.note(submission, smallSurvey, {
        at: duringAt,
        same: watch.sameForms(submission, smallSurvey, duringAt),
      });
    note();
    await expect(watch.flush()).rejects.toThrow('disk');
    await expect(watch.flush()).rejects.toThrow('disk');
    isBroken = false;
    note();
    await Promise.all([watch.flush(), watch.flush()]);
    expect((await days())[0]?.hours[0]).toMatchObject({ forms: 2, arrivals: 2 });
  });

  test('forms with the very same answers at the point and in the hour are counted, a repeated one is not', async () => {
    const { app, watch } = testApp();
    const before = (accessPointId: string, at: Date) =>
      watch.sameForms({ accessPointId, answers: { q2: 1, q1: 2 } }, smallSurvey, at).before;
    expect(before(point.accessPointId, duringAt)).toBe(0);
    const fields = await openForm(app, 'WARD22');
    const filled = { ...fields, 'answer-q1': '2', 'answer-q2': '1' };
    await sendForm(app, 'WARD22', filled);
    await sendForm(app, 'WARD22', filled);
    expect(before(point.accessPointId, duringAt)).toBe(1);
    expect(before('another', duringAt)).toBe(0);
    expect(before(point.accessPointId, later(3600))).toBe(0);
    await watch.flush();
    expect((await days())[0]?.hours[0]).toMatchObject({ forms: 1, arrivals: 1 });
  });

  test('a form sent at once, a filled field that nobody sees, and a fourth form of a browser are flagged', async () => {
    const { app, clock } = testApp();
    const send = async (cookie: string, more: Record<string, string> = {}) => {
      clock.now = duringAt;
      const fields = await openForm(app, 'WARD22');
      clock.now = later(20);
      return await request(app)
        .post('/s/WARD22')
        .set('Cookie', cookie)
        .type('form')
        .send({ ...fields, 'answer-q1': '4', 'answer-q2': '5', ...more });
    };
    const first = await send('');
    expect(first.headers['set-cookie']?.[0]).toMatch(/^sent=2026-01-20\.1; Max-Age=\d+; Path=\/s;.*HttpOnly; SameSite=Lax/); // prettier-ignore
    await send('sent=2026-01-20.3', { website: 'http://spam' });
    await send('sent=2026-01-19.9'); // of another day
    await send('sent=nonsense');
    clock.now = duringAt;
    await answer(app, 'WARD22', { q1: 4, q2: 5 });
    const raised = (await stored()).map(({ flags }) => (flags as { raised: string[] }).raised.join());
    expect(raised.sort()).toEqual(['', '', '', 'sameBrowser,honeypot', 'tooFast']);
  });

  test('an opened form that is sent again and again with other answers is flagged from the third time on', async () => {
    const { app, clock } = testApp();
    const [form, other] = [await openForm(app, 'WARD22'), await openForm(app, 'WARD22')];
    clock.now = later(60);
    const send = async (fields: Record<string, string>, level: number) =>
      await sendForm(app, 'WARD22', {
        ...fields,
        submissionId: randomUUID(),
        'answer-q1': String(level),
        'answer-q2': String(6 - level),
      });
    for (const level of [1, 2, 3, 4, 5]) expect((await send(form, level)).status).toBe(303);
    await send(other, 3);
    const raised = (await stored()).map(({ flags }) => (flags as { raised: string[] }).raised.join());
    expect(raised.sort()).toEqual(['', '', '', 'sameForm', 'sameForm', 'sameForm']);
  });

  test('nothing of arrivals, cookies or flags joins anything to a submission but its own flags', async () => {
    const { app, watch, connection } = testApp();
    await answer(app, 'WARD22', { q1: 4, q2: 5 });
    await watch.flush();
    const [submission] = await stored();
    expect(Object.keys(submission!.flags as object)).toEqual(['rules', 'raised']);
    const written = JSON.stringify(await connection.collection(pointDaysPlan.name).find().toArray());
    expect(written).not.toContain(String(submission!._id));
    expect(written).not.toContain(String(submission!['receiptCode']));
    expect(JSON.stringify(submission)).not.toMatch(/T0[0-9]:(?!00:00)/);
  });

  test('the leader notes the version of the rules once, and looks for signs once a day', async () => {
    const { stores } = testApp();
    const run = qualityTask(stores);
    await stores.quality.addCounts(point, later(-24 * 3600), { forms: 12, apart: 3 });
    await run(duringAt, () => false);
    await run(duringAt, () => false);
    expect(await stores.logEntries.find('flagVersion:2')).toMatchObject({
      kind: 'flagVersion',
      fields: { rules: 2 },
    });
    expect(await stores.quality.listSigns()).toEqual([
      { ...point, day: '2026-01-19', forms: 12, apart: 3, signs: [] },
    ]);
    await lookForSigns(stores.quality, '2026-01-20');
    expect(await stores.quality.listSigns()).toHaveLength(1);
  });
});

describe('limits of sending', () => {
  const testApp = useApp({}, { formsPerMinute: 4 });
  const kiosk = anAccessPoint('KSK777', 'ward-a', { channel: 'kiosk' });
  beforeAll(async () => {
    await fillSmallCity(testApp().stores);
    await testApp().stores.accessPoints.add(kiosk);
  });

  test('a tablet that sends too fast is told to wait, and its answer is taken afterwards', async () => {
    const { clock, watch, stores, connection } = testApp();
    const tablet = await pairTablet(testApp(), kiosk);
    const { form, officeHours } = await tablet.setup();
    expect(officeHours).toEqual({ days: [1, 2, 3, 4, 5], fromHour: 7, toHour: 17 });
    const one = await tablet.sealed(1, { form, outsideHours: true });
    expect((await tablet.send(one)).status).toBe(200);
    expect((await tablet.send({ ...(await tablet.sealed(2, { form })), fresh: true })).status).toBe(200);
    const given = { accessPointId: kiosk.id, answers: { q1: 4, q2: 5 } };
    expect(watch.sameForms(given, smallSurvey, clock.now).before).toBe(1); // what waited is not of this hour
    const third = await tablet.sealed(3, { form });
    const told = await tablet.send(third);
    expect([told.status, told.headers['retry-after'], told.body]).toEqual([
      429,
      '60',
      { outcome: 'wait', retryAfterMs: 60_000 },
    ]);
    clock.now = later(60);
    expect((await tablet.send(third)).status).toBe(200);
    await watch.flush();
    const [day] = await stores.quality.listDays({ accessPointId: kiosk.id, revision: 1 }, '2026-01-01');
    expect(day?.hours[0]).toMatchObject({ forms: 3, arrivals: 1 }); // what waited says nothing of arrivals
    const found = await connection.collection('submissions').find({ accessPointId: kiosk.id }).toArray();
    expect(found.map(({ flags }) => (flags as { raised: string[] }).raised.join()).sort()).toEqual([
      '',
      '',
      'outsideHours',
    ]);
    await connection.collection('submissions').deleteMany({});
    clock.now = duringAt;
  });

  test('a form beyond the limit comes back as it was filled in, and can be sent later', async () => {
    const { app, clock, stores } = testApp();
    await answer(app, 'WARD22', { q1: 4, q2: 5 });
    const fields = { ...(await openForm(app, 'WARD22')), 'answer-q1': '2', 'answer-q2': '3' };
    const refused = await sendForm(app, 'WARD22', fields);
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('60');
    expect(refused.text).toContain('Xin chờ một phút rồi bấm gửi lại');
    expect(refused.text).toMatch(/name="answer-q1" value="2" checked/);
    expect(await stores.submissions.countOfRound('round')).toBe(1);
    clock.now = later(60);
    expect((await sendForm(app, 'WARD22', fields)).status).toBe(303);
  });

  test('thirty behind one router pass, a flood waits, and other points and addresses do not', () => {
    const limits = sendingLimits(120);
    const send = (point: string, address: string, at = duringAt) =>
      limits.waitMs(limits.ofPoint(point, address), at);
    for (let person = 0; person < 30; person++) expect(send('a', 'router')).toBe(0);
    expect(send('a', 'router')).toBe(60_000);
    expect(send('a', 'other')).toBe(0);
    expect(send('b', 'router')).toBe(0);
    expect(send('a', 'router', later(60))).toBe(0);
  });

  test('a flood from two hundred addresses keeps nobody out, and an IPv6 network counts as one', () => {
    const limits = sendingLimits(600);
    const send = (address: string, seconds = 0) =>
      limits.waitMs(limits.ofPoint('a', address), later(seconds));
    let refused = 0;
    for (let form = 0; form < 4000; form++) refused += Number(send(`10.0.0.${form % 200}`) > 0);
    expect(refused).toBe(4000 - 600 - 200 * 5);
    for (let person = 0; person < 42; person++) expect(send(`203.0.113.${person}`)).toBe(0);
    const within = Array.from({ length: 20 }, (_, host) => send(`2001:db8:1:2::${host}`));
    expect(within.filter((wait) => wait === 0)).toHaveLength(5);
  });

  test('whatever the addresses, a point bears so many and the first of each, and a tablet half of that', () => {
    const limits = sendingLimits(40);
    for (let person = 0; person < 40; person++) limits.waitMs(limits.ofPoint('a', String(person)), duringAt);
    const sendNew = () => limits.waitMs(limits.ofPoint('a', 'new'), duringAt);
    expect([1, 2, 3, 4, 5].map(sendNew)).toEqual([0, 0, 0, 0, 0]); // nobody is kept out on purpose
    expect(sendNew()).toBe(60_000);
    for (let form = 0; form < 20; form++) expect(limits.waitMs([limits.ofDevice('d')], duringAt)).toBe(0);
    expect(limits.waitMs([limits.ofDevice('d')], later(12))).toBe(48_000);
  });
});
