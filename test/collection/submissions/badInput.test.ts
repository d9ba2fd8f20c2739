import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { useApp } from '../../support/app.ts';
import { closingAt, duringAt, fillSmallCity, openingAt } from '../../support/builders.ts';
import { openForm, sendForm, type FormFields } from '../../support/citizen.ts';

const malformed = 'Yêu cầu gửi lên không đúng dạng nên chưa có gì được lưu.';
const allAnswered = { 'answer-q1': '5', 'answer-q2': '4', 'answer-q3': '0' };

describe('bad input to a form', () => {
  const running = useApp();
  const stored = (): Promise<number> => running().stores.submissions.countOfRound('round');
  let form: FormFields = {};

  beforeAll(async () => {
    await fillSmallCity(running().stores);
  });
  beforeEach(async () => {
    running().clock.now = duringAt;
    form = { ...(await openForm(running().app, 'WARD22')), ...allAnswered };
  });

  /** Sends a raw body and expects one sentence, no stack, and nothing stored. */
  async function expectRefused(
    body: string,
    status: number,
    sentence: string,
    type = 'application/x-www-form-urlencoded',
  ) {
    const before = await stored();
    const response = await request(running().app).post('/s/WARD22').set('Content-Type', type).send(body);
    expect(response.status).toBe(status);
    expect(response.text).toContain(sentence);
    expect(response.text).not.toMatch(/at .*\.(ts|js):\d+/);
    expect(await stored()).toBe(before);
    expect(running().errors).toEqual([]);
  }
  const encoded = (fields: FormFields): string => new URLSearchParams(fields).toString();

  const bodies: readonly [what: string, status: number, body: (form: FormFields) => string][] = [
    ['an unknown question', 400, (f) => encoded({ ...f, 'answer-q9': '5' })],
    ['a level off the scale', 400, (f) => encoded({ ...f, 'answer-q1': '6' })],
    ['a level that only looks like a number', 400, (f) => encoded({ ...f, 'answer-q1': '5.0' })],
    ['a negative level', 400, (f) => encoded({ ...f, 'answer-q1': '-1' })],
    ['one question answered twice', 400, (f) => `${encoded(f)}&answer-q1=1`],
    ['an option that is not offered', 400, (f) => encoded({ ...f, 'about-ageBand': 'ancient' })],
    ['a question on the person that is not asked', 400, (f) => encoded({ ...f, 'about-income': 'high' })],
    ['a key that would pollute prototypes', 400, (f) => `${encoded(f)}&__proto__[admin]=1`],
    ['a bare prototype key', 400, (f) => `${encoded(f)}&__proto__=1`],
    ['constructor as a key', 400, (f) => `${encoded(f)}&constructor[prototype][x]=1`],
    ['an operator as a key', 400, (f) => `${encoded(f)}&answer-q1[$gt]=0`],
    ['an operator as a name', 400, (f) => encoded({ ...f, $where: '1' })],
    ['no submission id', 400, (f) => encoded({ ...f, submissionId: '' })],
    [
      'an id that is no UUIDv4',
      400,
      (f) => encoded({ ...f, submissionId: '00000000-0000-1000-8000-000000000000' }),
    ],
    ['no signed context', 400, ({ form: _sealed, ...rest }) => encoded(rest)],
    ['an empty body', 400, () => ''],
    ['a body that is too large', 413, (f) => encoded({ ...f, comment: 'x'.repeat(70_000) })],
    ['a million fields', 413, (f) => `${encoded(f)}${'&a=1'.repeat(1_000_000)}`],
    ['a thousand fields that fit', 400, (f) => `${encoded(f)}${'&a='.repeat(1000)}`],
  ];

  test.each(bodies)('%s: %i, one sentence, nothing stored', async (_what, status, body) => {
    await expectRefused(body(form), status, malformed);
  });

  test('JSON, text and multipart are refused as content types', async () => {
    await expectRefused(JSON.stringify(form), 400, malformed, 'application/json');
    await expectRefused(encoded(form), 400, malformed, 'text/plain');
    await expectRefused('--x\r\n\r\n--x--', 400, malformed, 'multipart/form-data; boundary=x');
    await expectRefused(encoded(form), 415, malformed, 'application/x-www-form-urlencoded; charset=nonsense');
  });

  test('a signed context that was altered is refused, whichever part was', async () => {
    const [payload = '', signature = ''] = (form['form'] ?? '').split('.');
    const altered = Buffer.from(
      Buffer.from(payload, 'base64url').toString().replace('round', 'other'),
    ).toString('base64url');
    for (const sealed of [`${altered}.${signature}`, `${payload}.${'A'.repeat(22)}`, payload, 'x']) {
      await expectRefused(encoded({ ...form, form: sealed }), 400, 'Phiếu này không hợp lệ.');
    }
  });

  test('missing required answers come back with what was chosen, the first error focused', async () => {
    const before = await stored();
    const response = await sendForm(running().app, 'WARD22', {
      ...form,
      'answer-q1': '',
      'answer-q2': '',
      'answer-q3': '4',
      comment: 'chờ <lâu>',
    });
    expect(response.status).toBe(422);
    expect(response.text).toContain('còn 2 chỗ cần bổ sung');
    expect(response.text).toMatch(/name="answer-q3" value="4" checked/);
    expect(response.text).toContain('chờ &lt;lâu&gt;');
    expect(response.text.match(/autofocus/g)).toHaveLength(1);
    expect(response.text).toMatch(/name="answer-q1" value="1" required autofocus/);
    expect(response.text).toContain('nếu không rõ, chọn “Không có ý kiến”');
    expect(await stored()).toBe(before);
  });

  test('a comment that is too long comes back whole, with the limit beside it', async () => {
    const response = await sendForm(running().app, 'WARD22', { ...form, comment: 'a'.repeat(2001) });
    expect(response.status).toBe(422);
    expect(response.text).toContain('Ý kiến dài quá 2.000 ký tự.');
    expect(response.text).toContain('a'.repeat(2001));
  });

  test('an unknown code, one that cannot be a code, and an unknown receipt are not found', async () => {
    const { app } = running();
    expect((await request(app).get('/s/WARD99')).status).toBe(404);
    expect((await request(app).get(`/s/${encodeURIComponent('../../etc/passwd')}`)).status).toBe(404);
    const receipt = await request(app).get('/receipts/ABCD-EFGH-JKMN-PQRS?lang=en');
    expect(receipt.status).toBe(404);
    expect(receipt.text).toContain('There is no receipt with this code.');
    expect((await request(app).get('/nowhere')).status).toBe(404);
  });

  test('a closed round says so: 410 to open, 410 to send a form that was opened long before', async () => {
    const { app, clock } = running();
    clock.now = new Date(closingAt.getTime() + 3_600_000);
    const opened = await request(app).get('/s/WARD22');
    expect(opened.status).toBe(410);
    expect(opened.text).toContain('“Đợt thử” đã kết thúc.');
    await expectRefused(encoded(form), 410, 'đã kết thúc');
  });

  test('a round that is not open yet says when it opens', async () => {
    const { app, clock } = running();
    clock.now = new Date(openingAt.getTime() - 1);
    const early = await request(app).get('/s/WARD22');
    expect(early.status).toBe(404);
    expect(early.text).toContain('Xin quay lại từ ngày 05/01/2026');
  });
});

describe('around the closing of a round', () => {
  const running = useApp();
  beforeAll(async () => {
    await fillSmallCity(running().stores);
  });

  test('a form opened before and sent within the hour is taken as late; its repeat days later is the same success', async () => {
    const { app, clock, stores } = running();
    clock.now = new Date(closingAt.getTime() - 60_000);
    const form = { ...(await openForm(app, 'WARD22')), ...allAnswered };
    clock.now = new Date(closingAt.getTime() + 59 * 60_000);
    const sent = await sendForm(app, 'WARD22', form);
    expect(sent.status).toBe(303);
    const receipt = await request(app).get(sent.headers['location'] ?? '');
    expect(receipt.text).toContain('Phiếu đến sau giờ kết thúc đợt khảo sát nên được tính riêng.');

    clock.now = new Date(closingAt.getTime() + 5 * 86_400_000);
    const again = await sendForm(app, 'WARD22', form);
    expect(again.status).toBe(303);
    expect(again.headers['location']).toBe(sent.headers['location']);
    expect((await sendForm(app, 'WARD22', { ...form, 'answer-q1': '1' })).status).toBe(409);
    expect(await stores.submissions.countOfRound('round')).toBe(1);
  });
});
