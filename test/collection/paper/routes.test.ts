import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import type { PaperBatch } from '../../../src/collection/paper/batch.ts';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, duringAt, fillSmallCity } from '../../support/builders.ts';
import { describeWith, pdftoppmPath } from '../../support/needs.ts';
import { renderPages } from '../../support/printed.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';
import { addBatch } from './somePaper.ts';

const testApp = useApp();
let clerk: Browser;
let other: Browser;

beforeAll(async () => {
  await fillSmallCity(testApp().stores);
  const revisions = [{ number: 1, roundId: 'round', unitId: 'ward-a', from: duringAt }];
  await testApp().stores.accessPoints.add(
    anAccessPoint('PAPER2', 'ward-a', { id: 'paper', channel: 'paper', revisions }),
  );
  clerk = await colleague(testApp(), 'clerk', 'ward-a');
  other = await colleague(testApp(), 'clerk', 'ward-a');
});

const request = { point: 'paper', announced: '3', keyedTwice: 'yes', collectedOn: '2026-01-19' };
const complete = { 'answer-q1': '5', 'answer-q2': '4', 'answer-q3': 'blank' };

async function key(
  browser: Browser,
  { id }: PaperBatch,
  fields: Record<string, string>,
  pass = 'first',
): Promise<Response> {
  const sheet = { number: '1', sheetId: randomUUID(), edit: '1', ...complete };
  return await browser.post(`/staff/paper/${id}/keyings/${pass}`, { ...sheet, ...fields });
}

async function kept(batch: PaperBatch) {
  return (await testApp().stores.paper.find(batch.id))!.sheets;
}

describe('making a batch', () => {
  it('announces its sheets and gives it letters of its own', async () => {
    const made = await clerk.post('/staff/paper', request).expect(303);
    const { text } = await clerk.get(String(made.headers['location'])).expect(200);
    expect(text).toContain('Đã lập tập phiếu.');
    expect(text).toMatch(/Tập phiếu [2-9A-Z]{6}/);
    expect((await clerk.get('/staff/paper')).text).toContain('đang nhập');
  });

  it.each([
    ['no sheet', { announced: '0' }, 'Số tờ phải từ 1'],
    ['too many sheets', { announced: '201' }, 'Số tờ phải từ 1'],
    ['a day to come', { collectedOn: '2026-01-21' }, 'Ngày thu phiếu phải nằm trong đợt'],
    ['a day before the round', { collectedOn: '2026-01-04' }, 'Ngày thu phiếu phải nằm trong đợt'],
    ['no day', { collectedOn: 'today' }, 'Ngày thu phiếu phải nằm trong đợt'],
  ])('keeps what was typed when it is of %s', async (_what, change, sentence) => {
    const { status, text } = await clerk.post('/staff/paper', { ...request, ...change });
    expect([status, text]).toEqual([422, expect.stringContaining(sentence)]);
    expect(text).toContain(`value="${{ ...request, ...change }.announced}"`);
  });

  it('is refused at a point of another channel', async () => {
    const points = await testApp().stores.accessPoints.list();
    const qr = points.find(({ channel }) => channel === 'qr')!;
    expect((await clerk.post('/staff/paper', { ...request, point: qr.id })).status).toBe(404);
  });
});

describe('keying a sheet as a plain form', () => {
  it('keeps levels, marks and empty lines as what they are, and goes on to the next sheet', async () => {
    const batch = await addBatch(testApp().stores);
    const marks = {
      'answer-q1': 'double',
      'answer-q2': 'unreadable',
      'answer-q3': '0',
      comment: ' Chờ lâu ',
    };
    const answer = await key(clerk, batch, marks);
    expect([answer.status, answer.headers['location']]).toEqual([
      303,
      `/staff/paper/${batch.id}/keyings/first?done=kept`,
    ]);
    expect((await kept(batch))[1]?.first).toMatchObject({
      answers: { q3: 0 },
      marks: { q1: 'double', q2: 'unreadable' },
      comment: 'Chờ lâu',
    });
    expect((await clerk.get(String(answer.headers['location']))).text).toMatch(/id="number"[^>]+value="2"/);
  });

  it.each([
    ['a question is not keyed', { 'answer-q2': '' }, 'Câu 2 chưa nhập'],
    ['the number is missing', { number: '' }, 'Tờ số phải từ 1 đến 2'],
    ['the comment is too long', { comment: 'a'.repeat(5000) }, 'Ý kiến dài quá'],
  ])('shows the sheet again, filled in, when %s', async (_when, change, sentence) => {
    const batch = await addBatch(testApp().stores);
    const { status, text } = await key(clerk, batch, change);
    expect([status, text]).toEqual([422, expect.stringContaining(sentence)]);
    expect(text).toMatch(/name="answer-q1" value="5"[^>]* checked/);
    expect(await kept(batch)).toEqual({});
  });

  it.each([
    ['an unknown level', { 'answer-q1': '6' }],
    ['an unknown field', { note: 'x' }],
    ['no id', { sheetId: 'x' }],
    ['no edit', { edit: '0' }],
  ])('is refused whole with %s', async (_what, change) => {
    const batch = await addBatch(testApp().stores);
    expect((await key(clerk, batch, change)).status).toBe(400);
    expect(await kept(batch)).toEqual({});
  });

  it('says why a sheet cannot be kept, and loses nothing of it', async () => {
    const batch = await addBatch(testApp().stores, { keyedTwice: true });
    await key(clerk, batch, {});
    const again = await key(other, batch, { 'answer-q1': '1' });
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('vừa được người khác nhập')]);
    expect(again.text).toMatch(/name="answer-q1" value="1"[^>]* checked/);
    expect((await key(clerk, batch, {}, 'second')).text).toContain('ông/bà đã nhập ở lần kia');
    expect((await key(clerk, batch, { number: '9' })).text).toContain('Số tờ lớn hơn số đã đếm');
  });

  it('says that somebody else has to key what the same account keyed in the other pass', async () => {
    const batch = await addBatch(testApp().stores, { keyedTwice: true, announced: 1 });
    await key(clerk, batch, {});
    const { text } = await clerk.get(`/staff/paper/${batch.id}/keyings/second`).expect(200);
    expect(text).toContain('Còn 1 tờ ông/bà đã nhập ở lần kia, nên phải do người khác nhập');
    expect(text).not.toContain('Đã nhập đủ số tờ');
  });

  it('opens a sheet that was keyed, to be mended', async () => {
    const batch = await addBatch(testApp().stores);
    await key(clerk, batch, {});
    const { text } = await clerk.get(`/staff/paper/${batch.id}/keyings/first?sheet=1`).expect(200);
    expect(text).toMatch(/name="answer-q3" value="blank"[^>]* checked/);
    const { id } = (await kept(batch))[1]!.first!;
    await key(clerk, batch, { sheetId: id, edit: '2', 'answer-q1': '1' });
    expect((await kept(batch))[1]?.first?.answers).toEqual({ q1: 1, q2: 4 });
  });
});

describe('keying a sheet by script', () => {
  it('answers that it is kept, or why not, as JSON', async () => {
    const batch = await addBatch(testApp().stores);
    const sheet = { number: '1', sheetId: randomUUID(), edit: '1', ...complete };
    const path = `/staff/paper/${batch.id}/keyings/first.json`;
    for (let times = 0; times < 2; times += 1) {
      expect((await clerk.post(path, sheet).expect(200)).body).toEqual({ kept: true });
    }
    const taken = await other.post(path, { ...sheet, sheetId: randomUUID() }).expect(409);
    expect(taken.body).toEqual({ problem: expect.stringContaining('vừa được người khác nhập') });
  });
});

describe('two passes', () => {
  it('are compared, settled at the sheet, and closed when the counts agree', async () => {
    const { stores } = testApp();
    const batch = await addBatch(stores, { announced: 1, keyedTwice: true });
    const page = `/staff/paper/${batch.id}`;
    await key(clerk, batch, {});
    const early = await clerk.post(`${page}/close`);
    expect([early.status, early.text]).toEqual([409, expect.stringContaining('Chưa nhập lần hai: tờ 1')]);
    await key(other, batch, { 'answer-q1': '1' }, 'second');
    expect((await clerk.post(`${page}/close`)).text).toContain(
      'Hai lần nhập khác nhau, chưa đối chiếu: tờ 1',
    );

    const { text } = await clerk.get(`${page}/differences`).expect(200);
    expect(text).toContain('1. Chỗ ngồi');
    expect(text).not.toContain('2. Thiết bị');
    const { changes } = (await stores.paper.find(batch.id))!;
    const found = { number: '1', changes: String(changes) };
    const open = await clerk.post(`${page}/differences`, { ...found, 'answer-q1': '' });
    expect([open.status, open.text]).toEqual([
      422,
      expect.stringContaining('Xin chọn điều ghi trên tờ phiếu'),
    ]);
    await clerk.post(`${page}/differences`, { ...found, 'answer-q1': 'unreadable' }).expect(303);

    const closed = await clerk.post(`${page}/close`).expect(303);
    const { text: after } = await clerk.get(String(closed.headers['location'])).expect(200);
    expect(after).toContain('Đã đóng tập. Phiếu trong tập đã được tính.');
    expect(after).toContain('Số tờ có chỗ nhập khác nhau');
    expect((await key(clerk, batch, {})).text).toContain('Tập này đã đóng');
    await clerk.post(`${page}/close`).expect(303); // once more changes nothing
    await drain(testApp());
    const actions = await stores.audit.list({ subjectId: batch.id }, 10);
    expect(actions.map(({ kind }) => kind).toSorted()).toEqual(['paper.batchClosed', 'paper.batchMade']);
  });

  it('keep the count of sheets right: it cannot fall below a number that was keyed', async () => {
    const batch = await addBatch(testApp().stores);
    await key(clerk, batch, { number: '2' });
    const fewer = await clerk.post(`/staff/paper/${batch.id}/announced`, { announced: '1' });
    expect([fewer.status, fewer.text]).toEqual([422, expect.stringContaining('Đã nhập tờ mang số lớn hơn')]);
    await clerk.post(`/staff/paper/${batch.id}/announced`, { announced: '0' }).expect(422);
    await clerk.post(`/staff/paper/${batch.id}/announced`, { announced: 'ba' }).expect(422);
    await clerk.post(`/staff/paper/${batch.id}/announced`, { announced: '3' }).expect(303);
    expect((await testApp().stores.paper.find(batch.id))!.announced).toBe(3);
  });

  it('are none in a batch that was made by mistake, which is closed empty', async () => {
    const batch = await addBatch(testApp().stores);
    const page = `/staff/paper/${batch.id}`;
    await clerk.post(`${page}/announced`, { announced: '0' }).expect(303);
    await clerk.get(`${page}/form?language=vi`).expect(404);
    await clerk.get(`${page}/keyings/first`).expect(200);
    await clerk.post(`${page}/close`).expect(303);
    expect((await clerk.get(page).expect(200)).text).toContain('đã đóng');
  });
});

describeWith('pdftoppm', pdftoppmPath, 'the printed form', () => {
  it('has the pages of each sheet of a batch, in two languages', async () => {
    const batch = await addBatch(testApp().stores, { announced: 2 });
    for (const language of ['vi', 'en']) {
      const { body } = await clerk
        .get(`/staff/paper/${batch.id}/form?language=${language}`)
        .expect(200)
        .buffer()
        .parse((res, done) => {
          const parts: Buffer[] = [];
          res.on('data', (part: Buffer) => parts.push(part));
          res.on('end', () => done(null, Buffer.concat(parts)));
        });
      const pages = await renderPages(body as Buffer, 40);
      expect(pages).toHaveLength(2);
    }
    await clerk.get(`/staff/paper/${batch.id}/form?language=xx`).expect(400);
  });
});
