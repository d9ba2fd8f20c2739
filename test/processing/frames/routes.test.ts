/** A drawn round from its list to the list's end, as a manager does it. Hand-worked numbers stand beside what is expected. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { codeKeysOf, oneTimeCode } from '../../../src/collection/codes/code.ts';
import { backgroundTasksOf } from '../../../src/app/backgroundTasks.ts';
import { measuredRounds } from '../../../src/processing/results/measuredRounds.ts';
import { quietTasks } from '../../support/quietTasks.ts';
import { useApp } from '../../support/app.ts';
import { closingAt, duringAt, fillSmallCity } from '../../support/builders.ts';
import { openForm, sendForm } from '../../support/citizen.ts';
import { countAll } from '../../support/counting.ts';
import { faultsIn } from '../../support/faults.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';

const testApp = useApp({}, { formsPerMinute: 1000 });
const path = '/staff/rounds/round/frame';
let manager: Browser;

const rows = (unit: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `Trần Thị Mẫu-${i},${unit},${i} đường Hùng Vương,09000${i},Kinh`);
const listOf = (...parts: readonly string[][]): string =>
  ['Họ tên,Đơn vị,Địa chỉ,Điện thoại,Dân tộc', ...parts.flat()].join('\n');
const list = listOf(rows('phường ward-a', 300), rows('phường ward-b', 100));
const request = {
  unitColumn: 'Đơn vị',
  serviceColumn: '',
  contactColumns: 'Họ tên\nĐịa chỉ',
  purpose: 'Mời trả lời đợt thử',
  eraseOn: '2026-03-01',
};
const seed = { seed: '482913', seedSource: 'Xổ số Tiền Giang 21/01/2026' };

/** Everything that is stored, bytes as the text that somebody may have left in them. */
async function stored(): Promise<string> {
  const collections = await testApp().connection.db!.listCollections().toArray();
  const found = collections.map(({ name }) =>
    testApp().connection.collection(name).find({}, { promoteBuffers: true }).toArray(),
  );
  return JSON.stringify(
    await Promise.all(found),
    function (this: Record<string, unknown>, key, value: unknown) {
      const kept = this[key];
      return Buffer.isBuffer(kept) ? kept.toString() : value;
    },
  );
}

beforeAll(async () => {
  await fillSmallCity(testApp().stores, { round: { sampleKind: 'probability' } });
  manager = await colleague(testApp(), 'manager', 'city');
});

describe('a list that is uploaded', () => {
  it.each([
    ['no purpose', { purpose: ' ' }, list, 'Xin ghi mục đích'],
    ['no day of its end', { eraseOn: '' }, list, 'Xin chọn một ngày sau hôm nay, muộn nhất 19/07/2026'],
    ['a day too late', { eraseOn: '2026-07-20' }, list, 'muộn nhất 19/07/2026'],
    [
      'a column that is not there',
      { contactColumns: 'Email' },
      list,
      'không có cột “Email”. Các cột của tệp: Họ tên; Đơn vị',
    ],
    [
      'a column that nobody needs',
      { contactColumns: 'Họ tên\nDân tộc' },
      list,
      '“Dân tộc” không cần để liên hệ',
    ],
    ['no column to reach people by', { contactColumns: '' }, list, 'Xin ghi từ 1 đến 5 cột'],
    ['no column of the unit', { unitColumn: '' }, list, 'Đợt này có nhiều đơn vị'],
    [
      'a foreign unit',
      {},
      listOf(rows('phường x', 40)),
      '2 Đơn vị Đợt không có, hoặc có nhiều đơn vị tên “phường x”',
    ],
    [
      'a foreign unit in the column of the name',
      { contactColumns: 'Đơn vị' },
      listOf(rows('phường x', 40)),
      '2 Đơn vị Đợt không có',
    ],
    [
      'a service that is none',
      { serviceColumn: 'Điện thoại' },
      list,
      '2 Điện thoại Không có, hoặc có nhiều thủ tục',
    ],
    [
      'a person twice',
      {},
      listOf(rows('phường ward-a', 40), rows('phường ward-a', 1)),
      '42 – Trùng với dòng 2',
    ],
    ['a person without a name', {}, `${list}\n,phường ward-a,x,,`, '402 Họ tên Thiếu họ tên'],
    ['too few people', {}, listOf(rows('phường ward-a', 29)), 'ít hơn 30 người'],
    ['nothing in it', {}, '', 'Tệp không có dòng nào'],
  ])(
    'is refused with %s; what was typed stays, and nothing is stored',
    async (_what, changes, file, sentence) => {
      const sent = { ...request, ...changes };
      const response = await manager.upload(path, file, sent);
      const said = `${faultsIn(response.text)}\n${response.text}`;
      expect([response.status, said]).toEqual([422, expect.stringContaining(sentence)]);
      expect(response.text).toContain(`value="${sent.purpose.trim()}"`);
      expect(await testApp().stores.frames.find('round')).toBeUndefined();
      expect(await testApp().stores.frames.listSealed(new Date(8e15))).toEqual([]);
    },
  );

  it('may be erased before the draw, and another takes its place', async () => {
    await manager.upload(path, listOf(rows('phường ward-b', 40)), request).expect(303);
    await manager.post(`${path}/erase`).expect(303);
    expect((await manager.get(path)).text).toContain('Đợt này chưa có danh sách');
  });
});

describe('a drawn round', () => {
  it('keeps the columns that were named, sealed, and shows the strata', async () => {
    await manager.upload(path, list, request).expect(303);
    const { text } = await manager.get(`${path}?done=listed`).expect(200);
    expect(text).toContain('Họ tên, Địa chỉ');
    expect(text).toMatch(/phường ward-a<\/th><td[^>]*>300</);
    expect(await testApp().stores.frames.listKept()).toHaveLength(1);
    expect(await stored()).not.toMatch(/Mẫu-7|Hùng Vương|090007|Kinh/);
    await manager.upload(path, list, request).expect(409);
  });

  it('has sizes before it has a seed', async () => {
    await manager.post(`${path}/draw`, seed).expect(409);
    for (const [total, sentence] of [
      ['0', 'Xin ghi một số nguyên'],
      ['401', 'không quá số người trong danh sách'],
      ['2', 'được ít hơn 2 người'],
    ] as const) {
      const refused = await manager.post(`${path}/sizes`, { total, sharing: 'equal' });
      expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(sentence)]);
      expect(refused.text).toContain(`value="${total}"`);
    }
    await manager.post(`${path}/sizes`, { total: '120', sharing: 'equal' }).expect(303);
    const { text } = await manager.get(path);
    expect(text).toContain('Rút thăm 120 người');
    expect(text).toMatch(/name="total"[^>]*value="120"|value="120"[^>]*name="total"/); // not the suggestion again
  });

  it('is drawn once, and drawn again gives the same people', async () => {
    const refused = await manager.post(`${path}/draw`, { seed: '1', seedSource: '' });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('ít nhất 4 ký tự')]);
    await manager.post(`${path}/draw`, seed).expect(303);
    await manager.post(`${path}/draw`, { ...seed, seed: '482914' }).expect(409);
    await manager.post(`${path}/sizes`, { total: '100', sharing: 'equal' }).expect(409);
    expect((await manager.get(`${path}?again=yes`)).text).toContain('ra đúng những người ấy');
    const tickets = await takeTickets();
    expect(tickets.filter((row) => row['Được chọn'] === 'có')).toHaveLength(120);
    expect(JSON.stringify(tickets)).not.toContain('Mẫu-');
  });

  async function takeTickets(): Promise<Record<string, string>[]> {
    const { text } = await manager.get(`${path}/tickets`).expect(200);
    return parse<Record<string, string>>(text, { bom: true, columns: true });
  }

  it('invites by letters without codes and codes without names', async () => {
    const asked = await Promise.all([1, 2].map(() => manager.post(`${path}/invitations`)));
    expect(asked.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([303, 409]);
    await manager.post(`${path}/invitations`).expect(409);
    expect(await testApp().stores.codes.listBatches()).toHaveLength(2);
    const { strata } = (await testApp().stores.frames.find('round'))!;
    expect(strata.map(({ unitId, batchIds }) => [unitId, batchIds.length])).toEqual([
      ['ward-a', 1],
      ['ward-b', 1],
    ]);
    const batch = await testApp().stores.codes.findBatch(strata[0]!.batchIds[0]!);
    expect(batch).toMatchObject({ count: 60, label: 'Mẫu · phường ward-a · 1' });
    const { headers, body } = await manager.get(`${path}/letters`).buffer(true).expect(200);
    expect(headers['content-type']).toBe('application/pdf');
    await manager.get(`${path}/letters?part=2`).expect(404);
    expect((body as Buffer).toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(120);
  });

  it('counts refusals without names', async () => {
    const none = { 'refused-1': '15', 'notReached-1': '5', 'ineligible-1': '0' };
    const sent = { 'refused-0': '0', 'notReached-0': '0', 'ineligible-0': '10', ...none };
    const refused = await manager.post(`${path}/outcomes`, { ...sent, 'refused-1': '56' });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('cộng lại không quá')]);
    expect(refused.text).toContain('value="56"');
    await manager.post(`${path}/outcomes`, sent).expect(303);
  });

  it('notes whom it asked again, and what each time brought, as worked out by hand', async () => {
    await answerWith('ward-a', 30, 10);
    await countAll(testApp().stores);
    const again = {
      action: 'add',
      on: '2026-01-20',
      way: 'visit',
      people: '80',
      refused: '15',
      notReached: '5',
    };
    for (const [field, wrong, sentence] of [
      ['on', { on: '20/01/2026' }, 'theo dạng năm-tháng-ngày'],
      ['on', { on: '2026-01-19' }, 'Ngày nhắc phải từ ngày rút thăm'],
      ['people', { people: '81' }, 'không quá số người được chọn mà chưa trả lời'], // 120 drawn, 40 have answered
      ['refused', { refused: '76' }, 'cộng lại không quá số người được nhắc'],
    ] as const) {
      const { text } = await manager.post(`${path}/reminders`, { ...again, ...wrong }).expect(422);
      expect(new RegExp(`id="${field}-error">([^<]*)`).exec(text)?.[1]).toContain(sentence);
    }
    await manager.post(`${path}/reminders`, { ...again, people: '20' }).expect(303);
    await manager.post(`${path}/reminders`, { action: 'removeLast' }).expect(303);
    await manager.post(`${path}/reminders`, { action: 'removeLast' }).expect(409);
    await manager.post(`${path}/reminders`, again).expect(303);
    await answerWith('ward-b', 8, 12);
    await countAll(testApp().stores);
    const { text } = await manager.get(path).expect(200);
    // Of 120 drawn ten were not of the population: 40/110 by invitation, 60/110 with the twenty who came after the visit.
    expect(/Thư mời<\/th>[\s\S]*?<\/tr>/.exec(text)?.[0].replaceAll(/<[^>]+>/g, ' ')).toMatch(
      /120 +– +– +40 +36,4%/,
    );
    expect(/Nhắc lần 1<\/th>[\s\S]*?<\/tr>/.exec(text)?.[0].replaceAll(/<[^>]+>/g, ' ')).toMatch(
      /20\/01\/2026 +đến nhà +80 +15 +5 +20 +54,5%/,
    );
  });

  it('gives response rate and weighted index as worked out by hand', async () => {
    testApp().clock.now = closingAt;
    manager = await colleague(testApp(), 'manager', 'city');
    const { text } = await manager.get(path).expect(200);
    // RR1: ward a 40/(60 − 10), ward b 20/60, both 60/110; weighted (5·40 + 5/3·20)/(5·50 + 5/3·60) = 233.33/350
    for (const rate of ['80,0%', '33,3%', '54,5%', '66,7%']) expect(text).toContain(rate);
    // (300·50/60)·30/40 + 100·8/20 of 350 people: 187.5 + 40 = 227.5 = 65 %
    expect(text).toContain('<strong>65,00%</strong> (n = 60)');
    expect(text).toMatch(/>250<\/td><td[^>]*>6,25</); // stands for 250 people, 250/40 for each form
  });

  it('gives methods that weigh units the people of the draw, and not the caseload', async () => {
    const { stores, clock } = testApp();
    const rounds = measuredRounds(stores, () => clock.now);
    const measured = await rounds.measure((await stores.rounds.find('round'))!);
    const { plan, tree } = measured;
    const weighing = { ...plan, method: { ...plan.method, acrossUnits: 'byCaseload' as const } };
    const people = await rounds.populationsOf({ ...measured, plan: weighing }, tree);
    expect(people).toEqual({ 'ward-a': 250, 'ward-b': 100 }); // 300·50/60; nobody of ward b was ineligible
  });

  async function answerWith(unitId: string, good: number, bad: number): Promise<void> {
    const { app, stores } = testApp();
    const { strata } = (await stores.frames.find('round'))!;
    const batchId = strata.find((stratum) => stratum.unitId === unitId)!.batchIds[0]!;
    const point = (await stores.accessPoints.find(batchId))!;
    const keys = codeKeysOf(await stores.installation.open('real'));
    for (let serial = 1; serial <= good + bad; serial++) {
      const level = serial <= good ? '5' : '1';
      const fields = await openForm(app, point.code);
      const answers = { 'answer-q1': level, 'answer-q2': level, code: oneTimeCode(batchId, serial, keys) };
      expect((await sendForm(app, point.code, { ...fields, ...answers })).status).toBe(303);
    }
  }

  it('loses its list on the day, by the leader, and keeps its numbers', async () => {
    const { stores, signers, clock } = testApp();
    const options = {
      stores,
      signers,
      receiptKey: Buffer.alloc(32),
      ...quietTasks,
      now: () => clock.now,
      logError: () => {},
    };
    const backgroundTask = backgroundTasksOf(options).find(({ name }) => name === 'lists of people')!;
    const term = { number: 1, isOver: () => false };
    await backgroundTask.run(term);
    expect((await manager.get(path)).text).toContain('Xóa ngay 400 người');
    clock.now = new Date('2026-03-01T00:00:00+07:00');
    await backgroundTask.run(term);
    manager = await colleague(testApp(), 'manager', 'city');
    const { text } = await manager.get(path).expect(200);
    expect(text).toContain('Danh sách đã xóa lúc');
    expect(text).toContain('<strong>65,00%</strong> (n = 60)');
    await manager.get(`${path}/letters`).expect(410);
    await manager.get(`${path}/tickets`).expect(410);
    await manager.get(`${path}?again=yes`).expect(410);
    await manager.upload(path, list, request).expect(409);
    expect(await stores.frames.listSealed(new Date(8e15))).toEqual([]);
  });

  it('leaves every step in the audit, the end of the list to nobody', async () => {
    await drain(testApp());
    const actions = await testApp().stores.audit.list({ subjectId: 'round' }, 50);
    expect(new Set(actions.map(({ kind }) => kind))).toEqual(
      new Set([
        'frame.listed',
        'frame.sized',
        'frame.reminded',
        'frame.reminderRemoved',
        'frame.drawn',
        'frame.codesMade',
        'frame.lettersTaken',
        'frame.outcomesKept',
        'frame.erased',
      ]),
    );
    const ends = actions.filter(({ kind }) => kind === 'frame.erased');
    const whose = ends.map(({ by, before }) => `${before?.['people']} by ${by ? 'an account' : 'nobody'}`);
    expect(whose.toSorted()).toEqual(['40 by an account', '400 by nobody']);
    expect(testApp().errors).toEqual([]);
  });
});

it('is not for a round in which whoever wants answers, nor for those who answer for a part of it', async () => {
  testApp().clock.now = duringAt;
  const other = await colleague(testApp(), 'manager', 'ward-a');
  await other.get(path).expect(404);
  const { stores } = testApp();
  const { id: _id, ...round } = (await stores.rounds.find('round'))!;
  await stores.rounds.add({ ...round, id: 'everybody', sampleKind: 'selfSelected' });
  manager = await colleague(testApp(), 'manager', 'city');
  const page = '/staff/rounds/everybody/frame';
  expect((await manager.get(page)).text).toContain('Đợt này ai muốn thì trả lời');
  await manager.upload(page, list, request).expect(409);
});
