/** What a paired tablet and the server say to each other, over HTTP. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { AccessPoint } from '../../../src/design/accessPoints/accessPoint.ts';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, closingAt, duringAt, fillSmallCity, openingAt } from '../../support/builders.ts';
import { countAll } from '../../support/counting.ts';
import { drain } from '../../support/staff.ts';
import { addPairingCode, newCredential, pairTablet, sendPairing, type Tablet } from '../../support/tablet.ts';

const testApp = useApp();
const movesAt = new Date('2026-01-22T00:00:00+07:00');

/** Stands for ward-a, and from `movesAt` on for ward-b. */
const point: AccessPoint = anAccessPoint('KSK234', 'ward-a', {
  channel: 'kiosk',
  revisions: [
    { number: 1, roundId: 'round', unitId: 'ward-a', from: openingAt },
    { number: 2, roundId: 'round', unitId: 'ward-b', from: movesAt },
  ],
});
const other = anAccessPoint('KSK777', 'ward-b', { channel: 'kiosk' });

beforeAll(async () => {
  await fillSmallCity(testApp().stores);
  for (const one of [point, other]) await testApp().stores.accessPoints.add(one);
});

async function at<Result>(now: Date, action: () => Promise<Result>): Promise<Result> {
  testApp().clock.now = now;
  try {
    return await action();
  } finally {
    testApp().clock.now = duringAt;
  }
}

/** Everything that is stored of a submission, found by its id. */
const stored = async (submissionId: string) => await testApp().stores.submissions.find(submissionId);

describe('pairing', () => {
  it('gives the tablet a place of its own, with the key to seal to, and is audited', async () => {
    const code = await addPairingCode(testApp(), point);
    const answer = await sendPairing(testApp().app, 'KSK234', {
      code: ` ${code.toLowerCase()}`,
      credential: newCredential(),
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ outcome: 'paired', label: 'Quầy 1' });
    expect(Buffer.from(answer.body.key.publicPoint, 'base64url')).toHaveLength(65);
    await drain(testApp());
    const [entry] = await testApp().stores.audit.list({ subjectId: answer.body.deviceId }, 1);
    expect(entry).toMatchObject({ kind: 'device.paired', by: { name: 'manager' }, unitIds: ['ward-b'] });
  });

  it('works once per code, though the same tablet may ask again when the answer was lost', async () => {
    const code = await addPairingCode(testApp(), point);
    const credentials = Array.from({ length: 20 }, newCredential);
    const pair = (credential: string) => sendPairing(testApp().app, 'KSK234', { code, credential });
    const answers = await Promise.all(credentials.map(pair));
    const won = answers.findIndex(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(19);
    expect((await pair(credentials[won]!)).body.deviceId).toBe(answers[won]!.body.deviceId);
  });

  it('refuses a code of another point, an old one, a wrong one, and in a real installation none at all', async () => {
    const pair = (accessCode: string, code: string) =>
      sendPairing(testApp().app, accessCode, { code, credential: newCredential() });
    const code = await addPairingCode(testApp(), point);
    expect((await pair('KSK777', code)).status).toBe(403);
    const late = new Date(duringAt.getTime() + 15 * 60_000);
    expect((await at(late, async () => await pair('KSK234', code))).status).toBe(403);
    expect((await pair('KSK234', 'ABCDEFGH')).status).toBe(403);
    expect((await pair('KSK234', '')).status).toBe(403);
  });
});

describe('a tablet that is not paired', () => {
  it.each(['GET /setup', 'POST /submissions', 'POST /status'])('gets nothing from %s', async (route) => {
    const [method = '', path = ''] = route.split(' ');
    const call = (accessCode: string, authorization: string) => {
      const url = `/kiosk/${accessCode}${path}.json`;
      const test = method === 'GET' ? request(testApp().app).get(url) : request(testApp().app).post(url);
      return test.set('Authorization', authorization);
    };
    const tablet = await pairTablet(testApp(), other);
    const device = await testApp().stores.devices.find(tablet.deviceId);
    for (const authorization of [
      '',
      'Kiosk',
      `Kiosk ${newCredential()}`,
      `Kiosk ${device!.credentialHash}`,
    ]) {
      const answer = await call('KSK777', authorization);
      expect([answer.status, answer.body]).toEqual([403, { outcome: 'notPaired' }]);
    }
  });

  it('is also one of another point, or revoked', async () => {
    const tablet = await pairTablet(testApp(), other);
    const { form } = await tablet.setup();
    const sealed = await tablet.sealed(1, { form });
    await testApp().stores.devices.revoke(tablet.deviceId, duringAt, {
      id: randomUUID(),
      at: duringAt,
      kind: 'device.revoked',
      unitIds: [],
      subject: { id: tablet.deviceId, label: '' },
    });
    expect((await tablet.send(sealed)).body).toEqual({ outcome: 'notPaired' });
  });

  it('finds no kiosk where there is none, or only a QR code', async () => {
    for (const path of ['/kiosk/WARD22', '/kiosk/XXXX22', '/kiosk/nothing', '/kiosk/WARD22/setup.json']) {
      expect((await request(testApp().app).get(path)).status).toBe(404);
    }
  });
});

describe('an answer from a tablet', () => {
  async function paired(): Promise<{ tablet: Tablet; form: string }> {
    const tablet = await pairTablet(testApp(), point);
    const { form } = await tablet.setup();
    return { tablet, form };
  }

  it('is stored once however often it comes, and its number is marked apart from it', async () => {
    const { tablet, form } = await paired();
    const submissionId = randomUUID();
    const sealed = await tablet.sealed(1, { form, submissionId, tooFast: true });
    const [first, ...again] = await Promise.all([1, 2, 3].map(() => tablet.send(sealed)));
    expect(first!.body).toMatchObject({ outcome: 'accepted', number: 1 });
    for (const answer of again) expect(answer.body.receipt.code).toBe(first!.body.receipt.code);
    const page = await request(testApp().app).get(`/receipts/${first!.body.receipt.code}`);
    expect(page.status).toBe(200);

    const submission = await stored(submissionId);
    expect(submission).toMatchObject({
      revision: 1,
      answers: { q1: 4, q2: 5 },
      flags: { raised: ['tooFast'] },
      late: false,
    });
    expect(JSON.stringify(submission)).not.toContain(tablet.deviceId);
    expect(await testApp().stores.devices.arrivedNumbers(tablet.deviceId)).toEqual([[1, 1]]);
    expect(JSON.stringify(await testApp().stores.devices.find(tablet.deviceId))).not.toContain(submissionId);
  });

  it('whose mark was lost in a crash is marked when it comes again', async () => {
    const { tablet, form } = await paired();
    const sealed = await tablet.sealed(1, { form });
    const { devices } = testApp().stores;
    const markArrived = devices.markArrived.bind(devices);
    devices.markArrived = async () => await Promise.reject(new Error('crash'));
    expect((await tablet.send(sealed)).status).toBe(500);
    devices.markArrived = markArrived;
    expect(testApp().errors.splice(0)).toHaveLength(1);
    const before = await testApp().stores.submissions.countOfRound('round');
    expect((await tablet.send(sealed)).body.outcome).toBe('accepted');
    expect(await testApp().stores.submissions.countOfRound('round')).toBe(before);
    expect(await devices.arrivedNumbers(tablet.deviceId)).toEqual([[1, 1]]);
  });

  it('is refused where its number has arrived with another answer, one after the other or at once, and that is noted', async () => {
    const { tablet, form } = await paired();
    const [one, second] = [await tablet.sealed(1, { form }), await tablet.sealed(1, { form })];
    expect((await tablet.send(one)).body.outcome).toBe('accepted');
    const before = await testApp().stores.submissions.countOfRound('round');
    const refused = await tablet.send(second);
    expect([refused.status, refused.body]).toEqual([
      422,
      { outcome: 'refused', number: 1, reason: 'numberTaken' },
    ]);
    expect((await tablet.send(one)).body.outcome).toBe('accepted'); // the same, sent again
    const atOnce = await Promise.all(Array.from({ length: 8 }, () => tablet.sealed(2, { form })));
    const outcomes: string[] = await Promise.all(
      atOnce.map(async (each) => (await tablet.send(each)).body.outcome),
    );
    expect(outcomes.sort()).toEqual(['accepted', ...Array<string>(7).fill('refused')]);
    expect(await testApp().stores.submissions.countOfRound('round')).toBe(before + 1);
    expect(await testApp().stores.devices.find(tablet.deviceId)).toMatchObject({ numbersTwice: 8 });
  });

  it('is noted where two processes take another one under its number at the same moment', async () => {
    const { tablet, form } = await paired();
    const atOnce = [await tablet.sealed(1, { form }), await tablet.sealed(1, { form })];
    const { devices } = testApp().stores;
    const arrivedNumbers = devices.arrivedNumbers.bind(devices);
    devices.arrivedNumbers = async () => await Promise.resolve([]); // what the other process has not marked yet
    for (const each of [...atOnce, atOnce[1]!])
      expect((await tablet.send(each)).body.outcome).toBe('accepted');
    devices.arrivedNumbers = arrivedNumbers;
    expect(await devices.find(tablet.deviceId)).toMatchObject({ numbersTwice: 1 });
  });

  it('is flagged by the server where there are more of them than people can have given', async () => {
    const { tablet, form } = await paired();
    const flagsOf = async (from: number, count: number): Promise<string[]> => {
      const raised: string[] = [];
      for (let number = from; number < from + count; number++) {
        const submissionId = randomUUID();
        await tablet.send(await tablet.sealed(number, { form, submissionId }));
        raised.push((await stored(submissionId))!.flags!.raised.join());
      }
      return raised;
    };
    const soon = new Date(duringAt.getTime() + 2000);
    // Two answers take two seconds at least; a minute is for clocks that differ.
    expect(await at(soon, () => flagsOf(1, 34))).toEqual([
      ...Array<string>(31).fill(''),
      ...Array<string>(3).fill('tooFast'),
    ]);
    // What was collected without a network for three hours comes at once, and is believed.
    const hoursLater = new Date(duringAt.getTime() + 3 * 3_600_000);
    expect(new Set(await at(hoursLater, () => flagsOf(35, 40)))).toEqual(new Set(['']));
  });

  it('leaves no number out when thirty come at once', async () => {
    const { tablet, form } = await paired();
    const sealed = await Promise.all(
      Array.from({ length: 30 }, (_, index) => tablet.sealed(index + 1, { form })),
    );
    await Promise.all(sealed.map((each) => tablet.send(each)));
    expect(await testApp().stores.devices.arrivedNumbers(tablet.deviceId)).toEqual([[1, 30]]);
  });

  /** Forms of the point's units that are counted in time and late, as the leader tallies them. */
  async function tallied() {
    const { stores } = testApp();
    await countAll(stores);
    const { generation } = await stores.tallies.findState();
    const all = await stores.tallies.listOf({ generation, roundId: 'round', method: 'satisfied-share@1' });
    const formsOf = (unitId: string, dimension: string) =>
      all.find((tally) => tally.unitId === unitId && tally.dimension === dimension)?.numbers[0] ?? 0;
    return ['ward-a', 'ward-b'].map((unitId) => [formsOf(unitId, 'all'), formsOf(unitId, 'late')] as const);
  }

  it('given on the old revision goes to the old unit, however late and whatever the clock; given on the new one, to the new', async () => {
    const { tablet, form: old } = await paired();
    const before = await tallied();
    const ids = Array.from({ length: 4 }, () => randomUUID());
    const sealed = (index: number, form: string, givenOn: string) =>
      tablet.sealed(index + 1, { form, submissionId: ids[index]!, givenOn });
    // Given while the tablet was offline: the clock runs behind, runs ahead into the next unit's days, and past the close.
    const offline = [
      await sealed(0, old, '2025-12-31'),
      await sealed(1, old, '2026-02-03'),
      await sealed(2, old, '2026-02-01'),
    ];
    await at(new Date('2026-02-04T10:00:00+07:00'), async () => {
      const { form, unitName } = await tablet.setup();
      expect(unitName.vi).toBe('phường ward-b');
      await tablet.send(await sealed(3, form, '2026-01-01'));
      for (const each of offline.slice(0, 2)) await tablet.send(each);
    });
    await at(new Date(closingAt.getTime() + 20 * 86_400_000), () => tablet.send(offline[2]!));
    expect(await Promise.all(ids.map(stored))).toMatchObject([
      { revision: 1, late: false },
      { revision: 1, late: false, givenOn: '2026-02-03' },
      { revision: 1, late: true, givenOn: '2026-02-01' },
      { revision: 2, late: false },
    ]);
    const [wardA, wardB] = await tallied();
    expect([wardA, wardB]).toEqual([
      [before[0]![0] + 2, before[0]![1] + 1],
      [before[1]![0] + 1, before[1]![1]],
    ]);
  });

  it('given before closing counts as late, weeks after', async () => {
    const { tablet, form } = await paired();
    const submissionId = randomUUID();
    const sealed = await tablet.sealed(1, { form, submissionId });
    const weeksLater = new Date(closingAt.getTime() + 60 * 86_400_000);
    expect((await at(weeksLater, () => tablet.send(sealed))).body.outcome).toBe('accepted');
    expect(await stored(submissionId)).toMatchObject({ late: true, givenOn: '2026-01-20' });
  });

  it.each([
    ['2031-05-05', '2026-01-20', 'runs ahead'],
    ['1970-01-01', '2026-01-20', 'was reset'],
  ])('said to be of %s counts as given on %s: the clock %s', async (claimed, kept) => {
    const { tablet, form } = await paired();
    const submissionId = randomUUID();
    await tablet.send(await tablet.sealed(1, { form, submissionId, givenOn: claimed }));
    expect((await stored(submissionId))?.givenOn).toBe(kept);
  });

  it.each([
    [
      'incomplete',
      async ({ form }: OpenForm, tablet: Tablet) =>
        await tablet.sealed(1, { form, fields: { 'answer-q1': '4' } }),
    ],
    [
      'malformed',
      async ({ form }: OpenForm, tablet: Tablet) =>
        await tablet.sealed(1, { form, fields: { 'answer-q1': '9' } }),
    ],
    ['malformed', async ({ form }: OpenForm, tablet: Tablet) => await tablet.sealed(1, { form: `x${form}` })],
    [
      'malformed',
      async ({ form }: OpenForm, tablet: Tablet) => await tablet.sealed(1, { form, givenOn: 'today' }),
    ],
    [
      'unreadable',
      async ({ form }: OpenForm, tablet: Tablet) => ({ ...(await tablet.sealed(2, { form })), number: 1 }),
    ],
    [
      'unreadable',
      async ({ form }: OpenForm, tablet: Tablet) => ({
        ...(await tablet.sealed(1, { form })),
        keyId: 'other',
      }),
    ],
    [
      'unreadable',
      async ({ form }: OpenForm, tablet: Tablet) => ({
        ...(await tablet.sealed(1, { form })),
        sealed: 'AAAA',
      }),
    ],
  ] as const)('that is %s is refused for good: nothing is stored, no number marked', async (reason, make) => {
    const { tablet, form } = await paired();
    const before = await testApp().stores.submissions.countOfRound('round');
    const answer = await tablet.send(await make({ form }, tablet));
    expect([answer.status, answer.body]).toEqual([422, { outcome: 'refused', number: 1, reason }]);
    expect(await testApp().stores.submissions.countOfRound('round')).toBe(before);
    expect(await testApp().stores.devices.arrivedNumbers(tablet.deviceId)).toEqual([]);
  });

  it('on the form of another point, or under an id that is taken, is refused for good', async () => {
    const { tablet, form } = await paired();
    const foreign = await (await pairTablet(testApp(), other)).setup();
    expect((await tablet.send(await tablet.sealed(1, { form: foreign.form }))).body.reason).toBe(
      'unknownForm',
    );
    const submissionId = randomUUID();
    await tablet.send(await tablet.sealed(2, { form, submissionId }));
    const changed = await tablet.sealed(3, {
      form,
      submissionId,
      fields: { 'answer-q1': '1', 'answer-q2': '1' },
    });
    expect((await tablet.send(changed)).body.reason).toBe('alreadySent');
  });
});

interface OpenForm {
  readonly form: string;
}

describe('the status of a tablet', () => {
  it('is kept, and answered with the numbers that are missing here', async () => {
    const tablet = await pairTablet(testApp(), point);
    const { form, stamp } = await tablet.setup();
    await tablet.send(await tablet.sealed(2, { form }));
    const answer = await tablet.status({
      lastNumber: 4,
      queued: [[3, 4]],
      oldestQueuedHour: '2026-01-20T02:00:00.000Z',
      clockMs: duringAt.getTime() + 90_000,
      battery: { percent: 80, charging: false },
    });
    expect(answer.body).toMatchObject({ outcome: 'status', missing: [[1, 1], [3, 4]], setupStamp: stamp }); // prettier-ignore
    const device = await testApp().stores.devices.find(tablet.deviceId);
    expect(device?.report).toMatchObject({
      at: duringAt,
      lastNumber: 4,
      queued: [[3, 4]],
      oldestQueuedHour: new Date('2026-01-20T02:00:00Z'),
      clockSkewMs: 90_000,
      battery: { percent: 80, charging: false },
    });
  });

  it.each([
    { changes: { queued: [[2, 1]] }, at: '/queued' },
    { changes: { queued: [[1]] }, at: '/queued/0' },
    { changes: { queued: [['1', 2]] }, at: '/queued/0/0' },
    { changes: { setAside: [{ number: 1, reason: '<b>' }] }, at: '/setAside/0/reason' },
    { changes: { clockMs: 'now' }, at: '/clockMs' },
    { changes: { oldestQueuedHour: '2026-01-20T24:00:00.000Z' }, at: '/oldestQueuedHour' },
    { changes: { programVersion: undefined }, at: '/programVersion' },
    { changes: { battery: { percent: 101, charging: true } }, at: '/battery/percent' },
  ])('in the wrong shape is refused whole, with the place: $changes', async ({ changes, at: place }) => {
    const tablet = await pairTablet(testApp(), point);
    const answer = await tablet.status(changes);
    expect(answer.status).toBe(400);
    expect(answer.body.problem).toContain(`“${place}”: `);
    expect((await testApp().stores.devices.find(tablet.deviceId))?.report).toBeUndefined();
  });

  it('may say more, from a later program: it is left out', async () => {
    const tablet = await pairTablet(testApp(), point);
    const told = { battery: { percent: 80, charging: false, watts: 5 }, later: true };
    expect((await tablet.status(told)).status).toBe(200);
    const report = (await testApp().stores.devices.find(tablet.deviceId))?.report;
    expect(report).not.toHaveProperty('later');
    expect(report?.battery).toEqual({ percent: 80, charging: false });
  });

  it('tells the tablet when what it shows has changed, and when there is nothing to ask', async () => {
    const tablet = await pairTablet(testApp(), point);
    const { stamp } = await tablet.setup();
    expect((await tablet.status()).body.setupStamp).toBe(stamp);
    const moved = await at(movesAt, tablet.setup);
    expect(moved.stamp).not.toBe(stamp);
    expect(moved.unitName.vi).toBe('phường ward-b');
    expect(await at(closingAt, tablet.setup)).toMatchObject({ state: 'closed' });
  });
});

describe('the files of the kiosk', () => {
  it('come under one policy that lets only our own scripts run', async () => {
    for (const path of ['/kiosk/KSK234', '/kiosk/shell', '/kiosk/sw.js']) {
      const { headers } = await request(testApp().app).get(path).expect(200);
      const policy = String(headers['content-security-policy']);
      for (const rule of [
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
      ])
        expect(policy).toContain(rule);
      expect(policy).not.toContain('unsafe');
    }
  });

  it('are all where the service worker looks for them', async () => {
    const { text } = await request(testApp().app).get('/kiosk/sw.js').expect(200);
    const files: string[] = JSON.parse(/^const files = (.+);$/m.exec(text)![1]!);
    expect(files.length).toBeGreaterThan(12);
    for (const file of files) await request(testApp().app).get(file).expect(200);
  });

  it('name a manifest by which the page is installed as a full screen', async () => {
    const { body } = await request(testApp().app).get('/kiosk/KSK234/manifest').expect(200);
    expect(body).toMatchObject({ name: 'Lắng Nghe KSK234', theme_color: '#0b5568' });
    expect(body).toMatchObject({ display: 'fullscreen', start_url: '/kiosk/KSK234', scope: '/kiosk/' });
    for (const { src } of body.icons) await request(testApp().app).get(src).expect(200);
  });
});

/** The last one: an address that is blocked stays so. */
it('pairing bears only so many guesses', async () => {
  const attempts = testApp().connection.collection('signInAttempts');
  await attempts.deleteMany({}); // those of all tests before
  const later = new Date(duringAt.getTime() + 86_400_000);
  const statuses = await at(later, async () => {
    const seen: number[] = [];
    for (let guess = 0; guess < 51; guess++) {
      seen.push(
        (await sendPairing(testApp().app, 'KSK777', { code: 'ABCDEFGH', credential: newCredential() }))
          .status,
      );
    }
    return seen;
  });
  expect(statuses.slice(0, 50).every((status) => status === 403)).toBe(true);
  expect(statuses[50]).toBe(429);
});
