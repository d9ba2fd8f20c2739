import { beforeAll, describe, expect, it } from '@jest/globals';
import { appendColumns } from '../../../src/processing/columns/appendColumns.ts';
import { useApp } from '../../support/app.ts';
import { aUnit, fillSmallCity } from '../../support/builders.ts';
import { answer } from '../../support/citizen.ts';
import { countAll } from '../../support/counting.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';
import { seal } from '../../collection/ledger/smallLedger.ts';

const testApp = useApp();
const path = '/staff/rounds/round';
let manager: Browser;

const request = {
  formula: 'given',
  marginPercent: '5',
  expectedPercent: '50',
  designEffect: '1',
  responsePercent: '50',
  total: '40',
  sharing: 'proportional',
  'quota-province': '',
  'quota-district': '',
  'quota-commune': '',
  'quota-office': '',
  populations: 'phường ward-a; 300\nphường ward-b; 100',
  wanted: 'compute',
};

const rowsOf = (text: string) =>
  [...text.matchAll(/<tr><th scope="row">([^<]+)<\/th>(.*?)<\/tr>/g)].map(([, name, rest]) => [
    name,
    ...[...rest!.matchAll(/<td[^>]*>([^<]*)</g)].map(([, cell]) => cell),
  ]);

/** Name, length in percent, and number of each bar. */
const barsOf = (text: string) =>
  [...text.matchAll(/class="name">([^<]+)<\/th>.*?width="([\d.]+)%" y="6" height="10" class="come".*?class="number">([^<]+)</g)].map((match) => match.slice(1, 4)); // prettier-ignore

beforeAll(async () => {
  await fillSmallCity(testApp().stores, { round: { sampleKind: 'probability' } });
  manager = await colleague(testApp(), 'manager', 'city');
});

describe('the sample plan of a round', () => {
  it('begins with the volumes of the year before', async () => {
    const lines = [
      'Đơn vị,Tháng,Cách nộp,Số hồ sơ',
      'phường ward-a,12/2024,Online,9',
      'phường ward-a,01/2025,Online,120',
    ];
    const late = ['phường ward-a,12/2025,Online,30', 'phường ward-b,01/2026,Online,7'];
    const { headers } = await manager
      .upload('/staff/caseloads/many/upload', [...lines, ...late].join('\n'))
      .expect(303);
    await manager.post(`${String(headers['location'])}/apply`, { base: '0' }).expect(303);
    const { text } = await manager.get(`${path}/plan`).expect(200);
    expect(text).toContain('>phường ward-a; 150</textarea>'); // 120 + 30: a year up to December 2025
  });

  it('is tried out without being kept', async () => {
    const { text } = await manager.post(`${path}/plan`, request).expect(200);
    expect(text).toContain('Cần 40 phiếu; muốn vậy hỏi 80 người, trong tổng thể 400.');
    expect(rowsOf(text)).toEqual([
      ['phường ward-a', '300', '30', '60', '33,4 điểm'], // power.prop.test(n = 30, p1 = 0.5, power = 0.8) of R
      ['phường ward-b', '100', '10', '20', 'không thấy được'],
    ]);
    expect(text).toContain('toàn bộ mẫu thấy được chênh lệch từ 29,5 điểm phần trăm trở lên');
    expect(await testApp().stores.samplePlans.find('round')).toBeUndefined();
  });

  it.each([
    ['a number that is none', { total: 'x' }, 'id="total-error"'],
    ['a unit of nobody', { populations: 'phường x; 5' }, 'Dòng 1:'],
    ['more answers than people', { total: '500' }, 'Cỡ mẫu lớn hơn tổng thể'],
    ['no people', { populations: '' }, 'Chưa có số tổng thể'],
  ])('is refused with %s, and keeps what was typed', async (_what, changes, sentence) => {
    const response = await manager.post(`${path}/plan`, { ...request, ...changes, wanted: 'save' });
    expect([response.status, response.text]).toEqual([422, expect.stringContaining(sentence)]);
    expect(response.text).toContain(`value="${{ ...request, ...changes }.total}"`);
    expect(await testApp().stores.samplePlans.find('round')).toBeUndefined();
  });

  it('is kept with the round, shown again, and in the audit each time', async () => {
    await manager.post(`${path}/plan`, { ...request, wanted: 'save' }).expect(303);
    await manager
      .post(`${path}/plan`, {
        ...request,
        populations: 'phường ward-a; 28\nphường ward-b; 12',
        total: '36',
        wanted: 'save',
      })
      .expect(303);
    const { text } = await manager.get(`${path}/plan`);
    expect(text).toContain('phường ward-a; 28\nphường ward-b; 12');
    expect(text).toContain('Cần 36 phiếu; muốn vậy hỏi 72 người');
    expect(text).toContain('hỏi hết tổng thể cũng không đủ');
    await drain(testApp());
    const actions = await testApp().stores.audit.list({ kind: 'samplePlan.kept' }, 10);
    const answers = actions.map(({ before, after }) => [before?.['answers'], after?.['answers']].join(' → '));
    expect(answers.toSorted()).toEqual([' → 40', '40 → 36']);
  });

  it('is for those who answer for the whole round', async () => {
    const other = await colleague(testApp(), 'manager', 'ward-a');
    expect((await other.get(`${path}/plan`)).status).toBe(404);
    expect((await other.post(`${path}/plan`, request)).status).toBe(404);
  });
});

describe('the progress of a round', () => {
  beforeAll(async () => {
    const { app, stores, signers, clock } = testApp();
    const levels = { q1: 5, q2: 4 };
    for (let form = 0; form < 13; form += 1) await answer(app, 'WARD33', levels);
    for (let form = 0; form < 5; form += 1) await answer(app, 'WARD22', levels);
    await countAll(stores);
    await seal(stores, signers, new Date(clock.now.getTime() + 30 * 3_600_000));
    await appendColumns({ stores, term: { number: 1, isOver: () => false } });
  });

  it('names units that lag, and what a drawn sample cannot have', async () => {
    const { text } = await manager.get(`${path}/progress`).expect(200);
    // A half of the time: 15.4 of 31 days. Ward a: 5 of 25.2 → 25 answers; ward b: 13 of 11, and more than its 12 people.
    expect(text).toContain('Đợt đã qua 50% thời gian');
    expect(rowsOf(text)).toEqual([
      ['phường ward-b', '11', '13', '0', 'nhiều hơn tổng thể', '13', 'nhiều phiếu hơn hồ sơ'],
      ['phường ward-a', '25', '5', '20', 'chậm', '5', '–'],
    ]);
    expect(barsOf(text)).toEqual([
      ['phường ward-b', '100', '13/11'],
      ['phường ward-a', '20', '5/25'],
    ]);
    expect(text).toContain('>Chậm (1)</th>');
    expect(text).toContain('20/01/2026: 18');
    expect(text).toContain('phường ward-b: 13 phiếu, nhiều hơn tổng thể 12');
    expect(text).toContain('có 18 phiếu từ điểm mà ai cũng trả lời được');
    expect(testApp().errors).toEqual([]);
  });

  it('shows by weekday and hour when responses came, of whole days', async () => {
    const { stores, clock } = testApp();
    const location = { accessPointId: (await stores.accessPoints.findByCode('WARD22'))!.id, revision: 1 };
    const add = async (instant: Date, forms: number) => await stores.quality.addCounts(location, instant, { forms }); // prettier-ignore
    await add(new Date('2026-01-13T09:00:00+07:00'), 4); // a Tuesday
    await add(new Date('2026-01-16T10:00:00+07:00'), 7); // a Friday
    await add(new Date('2025-12-01T05:00:00+07:00'), 9); // longer ago than four weeks
    await add(clock.now, 5); // today
    const { text } = await manager.get(`${path}/progress`).expect(200);
    const [, table = ''] = /<table class="heat counts">(.*?)<\/table>/s.exec(text)!;
    expect(rowsOf(table)).toEqual([
      ['9 giờ', '0', '4', '0', '0', '0', '0', '0'],
      ['10 giờ', '0', '0', '0', '0', '7', '0', '0'],
    ]);
    expect(table).toContain('class="heat5">7<');
    expect(table).toContain('class="heat3">4<'); // 4/7 of the most: the third fifth
    const officer = await colleague(testApp(), 'officer', 'ward-b');
    expect((await officer.get(`${path}/progress`)).text).not.toContain('heat counts'); // it was ward a
    const csv = (await manager.get(`${path}/progress?take=weekHours.csv`)).text;
    expect(csv).toContain('10 giờ,0,0,0,0,7,0,0');
  });

  it('shows a unit where nothing came, also without a plan', async () => {
    const { stores } = testApp();
    const round = (await stores.rounds.find('round'))!;
    await stores.rounds.add({ ...round, id: 'quiet' });
    const { text } = await manager.get('/staff/rounds/quiet/progress').expect(200);
    expect(barsOf(text)).toEqual([
      ['phường ward-a', '0', '0'],
      ['phường ward-b', '0', '0'],
    ]);
  });

  it('shows each only their own units', async () => {
    const officer = await colleague(testApp(), 'officer', 'ward-b');
    const { text } = await officer.get(`${path}/progress`).expect(200);
    expect(text).not.toContain('ward-a');
    expect(text).toContain('20/01/2026: 13');
    expect((await officer.get(path)).text).toContain(`${path}/progress`);
  });
});

describe('a unit that is called as another', () => {
  it('stands in the form so that what the form says itself is understood', async () => {
    const twin = aUnit('ward-c', { parentId: 'city' });
    await testApp().stores.units.add({ ...twin, names: aUnit('ward-a', {}).names });
    const { text } = await manager.get(`${path}/plan`).expect(200);
    const populations = /<textarea[^>]*>([^<]*)</.exec(text)![1]!;
    expect(populations).toContain('ward-a; 28');
    const { status } = await manager.post(`${path}/plan`, { ...request, total: '36', populations });
    expect(status).toBe(200);
  });
});
