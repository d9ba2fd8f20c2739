/** From comment to verdict over HTTP, and what nobody can join. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import request, { type Response } from 'supertest';
import { collectComments } from '../../../src/improvement/cases/collectComments.ts';
import { tendCases } from '../../../src/improvement/cases/tendCases.ts';
import { followKeyHash, newFollowKey, readFollowKey } from '../../../src/collection/submissions/followKey.ts';
import type { Case } from '../../../src/improvement/cases/case.ts';
import { addDays } from '../../../src/platform/calendar/calendarDay.ts';
import { anAccessPoint, aUnit, duringAt, fillSmallCity } from '../../support/builders.ts';
import { useApp } from '../../support/app.ts';
import { hiddenFields, openForm, sendForm } from '../../support/citizen.ts';
import { colleague, drain, signedIn, type Browser } from '../../support/staff.ts';
import { pairTablet } from '../../support/tablet.ts';
import { aCase } from './someCases.ts';
import { dayOf } from '../../../src/platform/calendar/vietNamTime.ts';

interface KeyModule {
  readonly newFollowKey: () => string;
  readonly groupedKey: (key: string) => string;
}
const kiosk = (await import(
  new URL('../../../public/kiosk/followKey.js', import.meta.url).href
)) as KeyModule;

const running = useApp({}, { formsPerMinute: 6000 });
const dayMs = 86_400_000;
const weekLater = new Date(duringAt.getTime() + 7 * dayMs); // Tuesday 27 January 2026
let screener: Browser;
let officer: Browser;

beforeAll(async () => {
  const { stores } = running();
  await fillSmallCity(stores);
  await stores.units.add(aUnit('ward-ended', { parentId: 'city', validTo: '2025-07-01' }));
  screener = await colleague(running(), 'clerk', 'city');
  officer = await colleague(running(), 'officer', 'ward-a');
});

/** The clock stands at another time while something is done; sessions do not last so long. */
async function at<Result>(time: Date, action: () => Promise<Result>): Promise<Result> {
  running().clock.now = time;
  await signIn();
  try {
    return await action();
  } finally {
    running().clock.now = duringAt;
    await signIn();
  }
}

async function signIn(): Promise<void> {
  screener = await signedIn(running(), screener.account);
  officer = await signedIn(running(), officer.account);
}

async function collect(time = weekLater): Promise<void> {
  await collectComments(running().stores, time, () => false);
}

function keyOn(page: Response): string | undefined {
  return /<code>([A-Z0-9]{4}(?:-[A-Z0-9]{4}){4})<\/code>/.exec(page.text)?.[1];
}

async function sendComment(comment: string, changes: Record<string, string> = {}): Promise<Response> {
  const fields = await openForm(running().app, 'WARD22');
  const answers = { 'answer-q1': '4', 'answer-q2': '2', comment };
  return await sendForm(running().app, 'WARD22', { ...fields, ...answers, ...changes });
}

const follow = (key: string): Promise<Response> =>
  Promise.resolve(request(running().app).post('/cases').type('form').send({ key }));
const citizenAction = async (key: string, fields: Record<string, string>): Promise<Response> =>
  await request(running().app)
    .post('/cases/actions')
    .type('form')
    .send({ key, ...fields });

async function caseOf(key: string): Promise<Case> {
  const one = await running().stores.cases.findByHash(followKeyHash(key.replaceAll('-', '')));
  if (!one) throw new Error('no case has this key');
  return one;
}

const screen = async (one: Case, fields: Record<string, string>): Promise<Response> =>
  await screener.post(`/staff/cases/${one.id}/screening`, { version: String(one.version), ...fields });
const handle = async (one: Case, fields: Record<string, string>): Promise<Response> =>
  await officer.post(`/staff/cases/${one.id}/handling`, { version: String(one.version), ...fields });

describe('a comment on a form', () => {
  test('becomes a case that is answered, published, judged and reopened once', async () => {
    const sent = await sendComment('Ông Tư ở quầy 2, máy 0912345678, bắt chờ lâu.', { wantsAnswer: 'yes' });
    expect(sent.status).toBe(200);
    expect(sent.headers['cache-control']).toBe('no-store');
    const key = keyOn(sent)!;
    expect((await follow(key)).status).toBe(422); // the week is not over
    await collect();
    await at(weekLater, async () => {
      const one = await caseOf(key);
      expect(one).toMatchObject({ week: '2026-01-19', unitId: 'ward-a', state: 'received' });
      expect((await officer.get(`/staff/cases/${one.id}`)).status).toBe(404);
      expect((await officer.get('/staff/cases')).text).not.toContain(one.id);
      expect((await screener.get('/staff/cases')).text).toContain(one.id);
      const page = await screener.get(`/staff/cases/${one.id}`);
      expect(page.text).toContain('Có thể là thông tin cá nhân: 0912345678');

      const leaky = await screen(one, { action: 'assign', text: 'máy 0912345678', unit: 'ward-a' });
      expect(leaky.status).toBe(422);
      expect(leaky.text).toContain('giống thông tin cá nhân');
      const text = 'Cán bộ ở quầy 2, máy [đã che], bắt chờ lâu.';
      expect((await screen(one, { action: 'assign', text, unit: 'ward-a' })).status).toBe(303);

      const seen = await officer.get(`/staff/cases/${one.id}`);
      expect(seen.text).toContain(text);
      expect(seen.text).not.toContain('Ông Tư');
      expect(seen.text).not.toContain('0912345678');
      expect((await handle(await caseOf(key), { action: 'askMore', text: 'Hôm đó mấy giờ?' })).status).toBe(
        303,
      );
      expect((await follow(key)).text).toContain('Hôm đó mấy giờ?');
      const told = await citizenAction(key, { action: 'tellMore', text: 'Tôi là Tư, buổi sáng.' });
      expect(told.text).toContain('Đã gửi. Người duyệt sẽ chuyển cho cơ quan.');
      expect((await officer.get(`/staff/cases/${one.id}`)).status).toBe(404);
      await screen(await caseOf(key), { action: 'assign', text: `${text}\n\nBuổi sáng.`, unit: 'ward-a' });
      expect((await handle(await caseOf(key), { action: 'answer', text: 'Đã mở thêm quầy.' })).status).toBe(
        303,
      );
      expect((await follow(key)).text).toContain('Đã mở thêm quầy.');

      const published = { action: 'publish', question: 'Chờ lâu ở quầy 2.', answer: 'Đã mở thêm quầy.' };
      expect((await screen(await caseOf(key), published)).status).toBe(303);
      const list = await request(running().app).get('/answers').expect(200);
      expect(list.text).toContain('Chờ lâu ở quầy 2.');

      expect((await citizenAction(key, { action: 'verdict', helped: 'no' })).text).toContain(
        'chưa giải quyết được việc',
      );
      expect((await citizenAction(key, { action: 'verdict', helped: 'yes' })).status).toBe(409);
      const empty = await citizenAction(key, { action: 'reopen', text: '' });
      expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('<a href="#reopen">')]);
      expect(empty.text).toContain('id="reopen-error"');
      expect((await citizenAction(key, { action: 'reopen', text: 'Vẫn chờ.' })).status).toBe(200);
      await screen(await caseOf(key), { action: 'assign', text: `${text} Vẫn chờ.`, unit: 'ward-a' });
      await handle(await caseOf(key), { action: 'answer', text: 'Đã tăng người.' });
      const twice = await citizenAction(key, { action: 'reopen', text: 'Lần nữa' });
      expect(twice.status).toBe(409);
      expect(twice.text).toContain('không mở lại lần nữa được');
      expect(await caseOf(key)).toMatchObject({ state: 'answered', answer: 'Đã tăng người.' });
    });
    await drain(running());
    const kinds = (await running().stores.audit.list({}, 20)).map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['case.assign', 'case.askMore', 'case.answer', 'case.publish']),
    );
  });

  test('gives no key where nobody ticked, and none without a comment', async () => {
    const plain = await sendComment('Tốt.');
    expect(plain.status).toBe(303);
    const without = await sendComment('', { wantsAnswer: 'yes' });
    expect(without.status).toBe(422);
    expect(without.text).toContain('Xin viết ý kiến cần trả lời');
    expect(without.text).toMatch(/name="wantsAnswer" value="yes" checked/);
    expect((await sendComment('x', { wantsAnswer: 'yes', followKey: 'AAAA' })).status).toBe(400);
  });

  test('sent again brings the same key, and with another key none', async () => {
    const fields = { ...(await openForm(running().app, 'WARD22')), 'answer-q1': '4', 'answer-q2': '2' };
    const sent = { ...fields, comment: 'Gửi hai lần', wantsAnswer: 'yes' };
    const first = await sendForm(running().app, 'WARD22', sent);
    const again = await sendForm(running().app, 'WARD22', sent);
    expect(keyOn(again)).toBe(keyOn(first));
    const other = await sendForm(running().app, 'WARD22', { ...sent, followKey: newFollowKey() });
    expect(other.status).toBe(303);
    await collect();
    const late = await sendForm(running().app, 'WARD22', sent);
    expect(keyOn(late)).toBe(keyOn(first));
  });

  test('becomes one case, however often the carrying over is cut off', async () => {
    const key = keyOn(await sendComment('Cắt ngang', { wantsAnswer: 'yes' }))!;
    const { stores } = running();
    const cutOff = {
      ...stores,
      submissions: { ...stores.submissions, letCommentGo: () => Promise.reject(new Error('cut off')) },
    };
    await expect(collectComments(cutOff, weekLater, () => false)).rejects.toThrow('cut off');
    await collect();
    await collect();
    await caseOf(key);
    const found = await running().connection.collection('cases').find({ original: 'Cắt ngang' }).toArray();
    expect(found).toHaveLength(1);
  });

  test('is labelled as made up where its round is, and not where the round is real', async () => {
    const { stores } = running();
    await sendComment('Đợt minh họa hay thật?');
    const labelled = (await stores.rounds.list()).map((round) => ({
      ...round,
      madeUp: { vi: 'x', en: 'x' },
    }));
    const rounds = { ...stores.rounds, list: async () => await Promise.resolve(labelled) };
    await collectComments({ ...stores, rounds }, weekLater, () => false);
    await sendComment('Đợt thật');
    await collect();
    const kept = running().connection.collection('cases');
    expect(await kept.findOne({ original: 'Đợt minh họa hay thật?' })).toMatchObject({ madeUp: true });
    expect(await kept.findOne({ original: 'Đợt thật' })).not.toHaveProperty('madeUp');
  });

  test('whose key follows another case already is read all the same', async () => {
    const followKey = newFollowKey();
    await sendComment('Khóa thứ nhất', { wantsAnswer: 'yes', followKey });
    await sendComment('Khóa thứ hai', { wantsAnswer: 'yes', followKey });
    await collect();
    const found = await running()
      .connection.collection('cases')
      .find({ original: { $in: ['Khóa thứ nhất', 'Khóa thứ hai'] } })
      .toArray();
    expect(found).toHaveLength(2);
    expect(found.filter(({ followKeyHash: mark }) => mark !== undefined)).toHaveLength(1);
  });
});

describe('nothing joins a comment to a form, a person or an hour', () => {
  test('in what is stored', async () => {
    const key = keyOn(await sendComment('Không ai nối được', { wantsAnswer: 'yes' }))!;
    await collect();
    const { connection } = running();
    const one = await caseOf(key);
    const [form] = await connection
      .collection('submissions')
      .find({ comment: 'Không ai nối được' })
      .toArray();
    expect(Object.keys(form!).filter((name) => ['followKeyHash', 'caseId', 'unread'].includes(name))).toEqual(
      [],
    );
    // Of all values of the form, the case has the text and the unit's name for its place, and nothing else.
    const stored = JSON.stringify(await connection.collection('cases').findOne({ _id: one.id as never }));
    for (const value of [
      String(form!['_id']),
      form!['receiptCode'],
      form!['accessPointId'],
      form!['roundId'],
    ]) {
      expect(stored).not.toContain(value);
    }
    expect(stored).not.toMatch(/\d{2}:\d{2}/);
    expect(Object.keys(one).sort()).toEqual(
      ['followKeyHash', 'id', 'original', 'state', 'steps', 'unitId', 'version', 'week'].sort(),
    );
    for (const { name } of await connection.db!.listCollections().toArray()) {
      if (name === 'cases') continue;
      for await (const document of connection.collection(name).find()) {
        const text = JSON.stringify(document);
        expect(text).not.toContain(one.id);
        expect(text).not.toContain(one.followKeyHash!);
      }
    }
  });

  test('on the pages of staff, which know its week and unit alone', async () => {
    const key = keyOn(await sendComment('Trang cán bộ', { wantsAnswer: 'yes' }))!;
    await collect();
    await at(weekLater, async () => {
      const one = await caseOf(key);
      await screen(one, { action: 'assign', text: 'Trang cán bộ', unit: 'ward-a' });
      const pages = [
        await officer.get(`/staff/cases/${one.id}`),
        await screener.get(`/staff/cases/${one.id}`),
        await officer.get('/staff/cases'),
        await screener.get('/staff/cases?view=open'),
      ];
      for (const { text } of pages) {
        expect(text).toContain('19/01/2026');
        expect(text).not.toMatch(/20\/01\/2026|09:30|WARD22|Chỗ ngồi/);
        expect(text).not.toContain(one.followKeyHash!);
        expect(text).not.toContain(key);
      }
    });
  });

  test('before the week is over, when a comment that appears would tell when it was written', async () => {
    const page = await request(running().app).get('/feedback').expect(200);
    const fields = { ...hiddenFields(page.text), unit: 'ward-a', comment: 'Tuần này', wantsAnswer: 'yes' };
    const sent = await request(running().app).post('/feedback').type('form').send(fields).expect(200);
    const one = await caseOf(keyOn(sent)!);
    const sunday = new Date('2026-01-25T23:59:00+07:00');
    await at(sunday, async () => {
      await collect(sunday);
      expect((await screener.get('/staff/cases')).text).not.toContain(one.id);
      expect((await screener.get(`/staff/cases/${one.id}`)).status).toBe(404);
      expect((await screen(one, { action: 'setAside', reason: 'spam' })).status).toBe(404);
    });
    const monday = new Date('2026-01-26T00:00:00+07:00');
    await at(monday, async () => {
      expect((await screener.get(`/staff/cases/${one.id}`)).status).toBe(200);
    });
  });

  test('in addresses and errors: a key is in a body, and what is logged has none', async () => {
    const key = keyOn(await sendComment('Trong địa chỉ', { wantsAnswer: 'yes' }))!;
    await collect();
    const page = await follow(key);
    expect(page.text).not.toMatch(new RegExp(`(?:href|action)="[^"]*${key}`));
    expect(running().errors).toEqual([]);
    expect((await request(running().app).get(`/cases?key=${key}`)).text).not.toContain('Trong địa chỉ');
  });
});

describe('a comment given directly', () => {
  const send = async (changes: Record<string, string>): Promise<Response> => {
    const page = await request(running().app).get('/feedback').expect(200);
    const fields = { ...hiddenFields(page.text), unit: 'ward-b', comment: 'Góp ý trực tiếp', ...changes };
    return await request(running().app).post('/feedback').type('form').send(fields);
  };

  test('is stored once, and says so without a key where none was wanted', async () => {
    const page = await request(running().app).get('/feedback?lang=en').expect(200);
    const fields = { ...hiddenFields(page.text), unit: 'ward-b', comment: 'Sent twice' };
    for (let time = 0; time < 2; time += 1) {
      const sent = await request(running().app).post('/feedback?lang=en').type('form').send(fields);
      expect([sent.status, sent.headers['location']]).toEqual([303, '/feedback?done=sent&lang=en']);
    }
    expect(await running().connection.collection('cases').countDocuments({ original: 'Sent twice' })).toBe(1);
  });

  test('is a second one where somebody goes back and writes something else, with a key of its own', async () => {
    const page = await request(running().app).get('/feedback').expect(200);
    const fields = { ...hiddenFields(page.text), unit: 'ward-b', wantsAnswer: 'yes' };
    const keyOf = async (comment: string): Promise<string> =>
      keyOn(
        await request(running().app)
          .post('/feedback')
          .type('form')
          .send({ ...fields, comment }),
      )!;
    const first = await keyOf('Lần đầu');
    const second = await keyOf('Viết lại');
    expect((await caseOf(first)).original).toBe('Lần đầu');
    expect((await caseOf(second)).original).toBe('Viết lại');
    expect(await keyOf('Lần đầu')).toBe(first);
  });

  test.each([
    ['no office', { unit: '' }, 'Xin chọn cơ quan'],
    ['an office that has ended', { unit: 'ward-ended' }, 'Xin chọn cơ quan'],
    ['no text', { comment: ' ' }, 'Xin viết ý kiến'],
    ['too long a text', { comment: 'x'.repeat(2001) }, 'dài quá 2.000 ký tự'],
  ])('with %s is shown again, and nothing is stored', async (_title, changes, error) => {
    const before = await running().connection.collection('cases').countDocuments();
    const sent = await send(changes);
    expect(sent.status).toBe(422);
    expect(sent.text).toContain(error);
    expect(await running().connection.collection('cases').countDocuments()).toBe(before);
  });

  test('by a program that fills in the hidden field is thanked and not kept', async () => {
    expect((await send({ website: 'http://x', comment: 'máy gửi' })).status).toBe(303);
    expect(await running().connection.collection('cases').countDocuments({ original: 'máy gửi' })).toBe(0);
  });
});

describe('staff', () => {
  test('cannot assign to a unit that has ended, and nothing is changed', async () => {
    const one = aCase({ unitId: 'ward-a' });
    await running().stores.cases.add(one);
    const refused = await screen(one, { action: 'assign', text: 'đã che', unit: 'ward-ended' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('không còn hoạt động');
    expect(await running().stores.cases.find(one.id)).toEqual(one);
  });

  test('who decide on what somebody else has changed see it, with what they had typed', async () => {
    const one = aCase({ unitId: 'ward-a' });
    await running().stores.cases.add(one);
    await screen(one, { action: 'assign', text: 'đã che', unit: 'ward-a' });
    await handle({ ...one, version: 2 }, { action: 'answer', text: 'trả lời trước' });
    const second = await handle({ ...one, version: 2 }, { action: 'answer', text: 'trả lời sau' });
    expect(second.status).toBe(409);
    expect((await running().stores.cases.find(one.id))?.answer).toBe('trả lời trước');
  });

  test('set spam aside, and its text is erased after thirty days', async () => {
    const one = aCase({ unitId: 'ward-a', original: 'Mua ngay!' });
    const { cases } = running().stores;
    await cases.add(one);
    expect((await screen(one, { action: 'setAside', reason: 'spam' })).status).toBe(303);
    const today = dayOf(duringAt);
    await tendCases(cases, addDays(today, 29), () => false);
    expect((await cases.find(one.id))?.original).toBe('Mua ngay!');
    await tendCases(cases, addDays(today, 30), () => false);
    expect((await cases.find(one.id))?.original).toBeUndefined();
  });
});

test('answers that nobody judges close after thirty days, and keys end a year after the last step', async () => {
  const { cases } = running().stores;
  const steps = [{ kind: 'answer', on: '2026-01-20' } as const];
  const one = aCase({ state: 'answered', text: 'x', answer: 'y', steps });
  await cases.add(one);
  await tendCases(cases, '2026-02-18', () => false);
  expect((await cases.find(one.id))?.state).toBe('answered');
  await tendCases(cases, '2026-02-19', () => false);
  expect((await cases.find(one.id))?.state).toBe('closed');
  await tendCases(cases, '2027-02-19', () => false);
  expect((await cases.find(one.id))?.followKeyHash).toBeUndefined();
});

test('guessing keys is slowed down, and right keys are too while it lasts', async () => {
  const monthsLater = new Date(duringAt.getTime() + 60 * dayMs);
  await at(monthsLater, async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 122; guess += 1) statuses.push((await follow(newFollowKey())).status);
    expect(statuses.slice(0, 120)).toEqual(Array.from({ length: 120 }, () => 422));
    expect(statuses.slice(120)).toEqual([429, 429]);
  });
});

describe('a comment on a kiosk', () => {
  test('is followed by a key that the tablet drew, only where the person asked for one', async () => {
    const { stores } = running();
    const point = anAccessPoint('TABET22', 'ward-a', { channel: 'kiosk' });
    await stores.accessPoints.add(point);
    const tablet = await pairTablet(running(), point);
    const { form } = await tablet.setup();
    const answers = { 'answer-q1': '4', 'answer-q2': '5' };
    const key = kiosk.newFollowKey();
    expect(readFollowKey(kiosk.groupedKey(key))).toBe(key);
    const parameters = { comment: 'Ghế gãy', wantsAnswer: 'yes', followKey: key };
    const asked = await tablet.sealed(1, { form, fields: { ...answers, ...parameters } });
    expect((await tablet.send(asked)).status).toBe(200);
    const quiet = await tablet.sealed(2, { form, fields: { ...answers, comment: 'Nóng' } });
    expect((await tablet.send(quiet)).status).toBe(200);
    await collect();
    expect(await caseOf(key)).toMatchObject({ original: 'Ghế gãy', unitId: 'ward-a' });
    const other = await running().connection.collection('cases').findOne({ original: 'Nóng' });
    expect(other).not.toBeNull();
    expect(other).not.toHaveProperty('followKeyHash');
  });
});
