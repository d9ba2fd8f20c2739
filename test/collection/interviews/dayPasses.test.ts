/** Day passes of interviewers: who gets one, what a tablet may do with it, and how it ends. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, duringAt, fillSmallCity } from '../../support/builders.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';
import { addPairingCode, newCredential, pairTablet, sendPairing, type Tablet } from '../../support/tablet.ts';

const testApp = useApp({ offlineInterviews: true });
const here = anAccessPoint('NTV222', 'ward-a', { channel: 'interviewer' });
const there = anAccessPoint('NTV333', 'ward-b', { channel: 'interviewer' });
const passes = `/staff/interviews/${here.id}/passes`;
const hour = 60 * 60 * 1000;
let interviewer: Browser;

beforeAll(async () => {
  await fillSmallCity(testApp().stores);
  for (const point of [here, there]) await testApp().stores.accessPoints.add(point);
  interviewer = await colleague(testApp(), 'interviewer', 'ward-a');
});

/** A pairing code, as an interviewer gets it on the page. */
async function passCode(fields: Record<string, string> = {}): Promise<string> {
  const sent = { label: 'Máy thôn 4', hours: '8', answers: '3', ...fields };
  const { text } = await interviewer.post(passes, sent).expect(200);
  return /<code>([2-9A-Z]{4}-[2-9A-Z]{4})<\/code>/.exec(text)?.[1] ?? '';
}

async function tabletWithPass(
  fields: Record<string, string> = {},
): Promise<{ tablet: Tablet; form: string }> {
  const tablet = await pairTablet(testApp(), here, await passCode(fields));
  const { form } = await tablet.setup();
  return { tablet, form };
}

async function after<Result>(hours: number, action: () => Promise<Result>): Promise<Result> {
  testApp().clock.now = new Date(duringAt.getTime() + hours * hour);
  try {
    return await action();
  } finally {
    testApp().clock.now = duringAt;
  }
}

describe('a day pass', () => {
  it('pairs one tablet with the point for the hours and answers asked for, and is audited with them', async () => {
    const code = await passCode();
    const { body } = await sendPairing(testApp().app, 'NTV222', { code, credential: newCredential() });
    const until = new Date(duringAt.getTime() + 8 * hour);
    expect(body).toMatchObject({
      outcome: 'paired',
      label: 'Máy thôn 4',
      pass: { until: until.toISOString(), answersMax: 3 },
    });
    const again = await sendPairing(testApp().app, 'NTV222', { code, credential: newCredential() });
    expect(again.status).toBe(403);
    await drain(testApp());
    const [entry] = await testApp().stores.audit.list({ subjectId: body.deviceId }, 1);
    expect(entry).toMatchObject({
      kind: 'device.paired',
      by: { name: interviewer.account.name },
      unitIds: ['ward-a'],
      after: { accessPoint: 'NTV222', until: until.toISOString(), answersMax: '3' },
    });
  });

  it.each([
    [{ label: ' ' }, 'Xin đặt tên cho máy'],
    [{ hours: '17' }, 'Xin ghi số giờ từ 1 đến 16'],
    [{ hours: '0' }, 'Xin ghi số giờ từ 1 đến 16'],
    [{ answers: '201' }, 'Xin ghi số phiếu từ 1 đến 200'],
    [{ answers: 'nhiều' }, 'Xin ghi số phiếu từ 1 đến 200'],
  ])('is not given for %j, and what was typed is kept', async (fields, sentence) => {
    const sent = { label: 'Máy thôn 4', hours: '8', answers: '3', ...fields };
    const { text } = await interviewer.post(passes, sent).expect(422);
    expect(text).toContain(sentence);
    for (const value of Object.values(sent)) expect(text).toContain(`value="${value.trim()}"`);
  });

  it('comes with the steps for a tablet that is carried along, not for one that is locked at a counter', async () => {
    const { text } = await interviewer.post(passes, { label: 'Máy', hours: '8', answers: '3' }).expect(200);
    expect(text).toContain('tắt mạng rồi thử nhập mã PIN');
    expect(text).not.toContain('khóa máy');
  });

  it('is given for points of the own units only', async () => {
    const elsewhere = `/staff/interviews/${there.id}/passes`;
    expect((await interviewer.get(elsewhere)).status).toBe(404);
    const asked = await interviewer.post(elsewhere, { label: 'Máy', hours: '8', answers: '3' });
    expect(asked.status).toBe(404);
  });
});

describe('a tablet with a day pass', () => {
  it('brings in assisted answers of the point once each, by numbers that lead to none of them', async () => {
    const { tablet, form } = await tabletWithPass();
    const submissionId = '11111111-1111-4111-8111-111111111111';
    const sealed = await tablet.sealed(1, { form, submissionId });
    for (let times = 0; times < 3; times++)
      expect((await tablet.send(sealed)).body).toMatchObject({ outcome: 'accepted', number: 1 });
    const stored = await testApp().stores.submissions.find(submissionId);
    expect(stored).toMatchObject({ accessPointId: here.id, answers: { q1: 4, q2: 5 } });
    expect(JSON.stringify(stored)).not.toContain(tablet.deviceId);
    expect(JSON.stringify(stored)).not.toContain(interviewer.account.id);
    expect(await testApp().stores.devices.arrivedNumbers(tablet.deviceId)).toEqual([[1, 1]]);
  });

  it('brings in no more answers than the pass allows; the others stay on it, and a new pass brings them in', async () => {
    const { tablet, form } = await tabletWithPass({ answers: '2' });
    const sealed = await Promise.all([1, 2, 3].map((number) => tablet.sealed(number, { form })));
    const outcomes = [];
    for (const each of [...sealed, sealed[0]!]) outcomes.push((await tablet.send(each)).body);
    expect(outcomes).toMatchObject([
      { outcome: 'accepted' },
      { outcome: 'accepted' },
      { outcome: 'refused', number: 3, reason: 'passOver' },
      { outcome: 'accepted', number: 1 }, // the same, sent again
    ]);
    const { tablet: renewed } = await tabletWithPass();
    expect((await renewed.send(sealed[2]!)).body).toMatchObject({ outcome: 'accepted', number: 3 });
  });

  it('may send for a week after the pass has ended, and nothing after that', async () => {
    const { tablet, form } = await tabletWithPass();
    const sealed = await Promise.all([1, 2].map((number) => tablet.sealed(number, { form })));
    const week = 7 * 24;
    const inTime = await after(8 + week - 1, async () => await tablet.send(sealed[0]!));
    expect(inTime.body.outcome).toBe('accepted');
    const late = await after(8 + week, async () => await tablet.send(sealed[1]!));
    expect([late.status, late.body]).toEqual([422, { outcome: 'refused', number: 2, reason: 'passOver' }]);
  });

  it('is not asked whether an office was open, and kiosks are', async () => {
    const { tablet } = await tabletWithPass();
    expect((await tablet.setup()).officeHours).toBeUndefined();
    const kiosk = anAccessPoint('KSK222', 'ward-a', { channel: 'kiosk' });
    await testApp().stores.accessPoints.add(kiosk);
    expect((await (await pairTablet(testApp(), kiosk)).setup()).officeHours).toBeDefined();
  });

  it('is revoked by whoever may interview there, and then brings in nothing', async () => {
    const { tablet, form } = await tabletWithPass({ label: 'Máy bị mất' });
    const sealed = await tablet.sealed(1, { form });
    expect((await interviewer.get(passes).expect(200)).text).toContain('Máy bị mất');
    const revoke = `${passes}/${tablet.deviceId}/revoke`;
    const stranger = await colleague(testApp(), 'interviewer', 'ward-b');
    await stranger.post(revoke).expect(404);
    expect((await tablet.status()).body.outcome).toBe('status');
    await interviewer.post(revoke).expect(303);
    expect((await tablet.send(sealed)).body).toEqual({ outcome: 'notPaired' });
    expect((await interviewer.get(passes)).text).not.toContain('Máy bị mất');
    await drain(testApp());
    const entries = await testApp().stores.audit.list({ subjectId: tablet.deviceId }, 10);
    expect(entries.map(({ kind }) => kind)).toContain('device.revoked');
  });

  it('is seen by managers among the kiosks, and its silence is no alarm once its day is over', async () => {
    const { tablet } = await tabletWithPass({ label: 'Máy thôn 9' });
    const manager = await colleague(testApp(), 'manager', 'ward-a');
    const shown = async (): Promise<string> =>
      (await (await colleague(testApp(), 'manager', 'ward-a')).get(`/staff/kiosks/${tablet.deviceId}`)).text;
    expect((await manager.get('/staff/kiosks')).text).toContain('Máy thôn 9');
    expect(await shown()).toContain('đến 17:30 20/01/2026, nhiều nhất 3 phiếu');
    expect(await after(40, shown)).not.toContain('mất liên lạc');
    await tablet.status({ lastNumber: 1, queued: [[1, 1]] });
    const fleet = await after(
      40,
      async () => (await (await colleague(testApp(), 'manager', 'ward-a')).get('/staff/kiosks')).text,
    );
    expect(fleet).toContain('mất liên lạc');
  });
});

describe('without the setting', () => {
  const plain = useApp();

  it('no address, link or field of it exists', async () => {
    const { app, stores } = plain();
    await fillSmallCity(stores);
    const point = anAccessPoint('NTV444', 'ward-a', { channel: 'interviewer' });
    await stores.accessPoints.add(point);
    const browser = await colleague(plain(), 'interviewer', 'ward-a');
    const { text } = await browser.get('/staff/interviews').expect(200);
    expect(text).toContain('NTV444');
    expect(text).not.toContain('passes');
    await browser.get(`/staff/interviews/${point.id}/passes`).expect(404);
    for (const path of ['', '/manifest', '/pairing.json', '/setup.json'])
      expect((await request(app).get(`/kiosk/NTV444${path}`)).status).toBe(404);
    const code = await addPairingCode(plain(), point);
    expect((await sendPairing(app, 'NTV444', { code, credential: newCredential() })).status).toBe(404);
  });
});
