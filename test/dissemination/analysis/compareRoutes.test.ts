import { beforeAll, describe, expect, test } from '@jest/globals';
import { analysedRound, cellsOf, type Forms } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { aRound } from '../../support/builders.ts';
import { addAccount, aGrant, colleague, signedIn, type Browser } from '../../support/staff.ts';

/** On the 11th four people came: hidden, and with it the 10th, as the other day of its week. */
const given: readonly Forms[] = [
  { ward: 0, day: '2026-01-10', count: 50, age: 'under25' },
  { ward: 0, day: '2026-01-10', count: 10, age: 'under25', q1: 1 },
  { ward: 0, day: '2026-01-11', count: 4, age: 'under25' },
  { ward: 0, day: '2026-01-12', count: 15, age: 'from25to34' },
  { ward: 0, day: '2026-01-12', count: 45, age: 'from25to34', q1: 1 },
  { ward: 1, day: '2026-01-14', count: 60, age: 'over60' },
  { ward: 1, day: '2026-01-14', count: 20, age: 'over60', q1: 1 },
  { ward: 1, day: '2026-01-15', count: 25, age: 'under25' },
  { ward: 1, day: '2026-01-15', count: 26, age: 'under25', q1: 1 },
];

describe('the page of comparisons', () => {
  const running = useApp();
  const round = analysedRound(running);
  let analyst: Browser;

  const page = async (by: string, request: Record<string, string>, browser = analyst) =>
    await browser.get(
      `/staff/analysis/compare?${new URLSearchParams({ by, round: 'round', unit: 'city', ...request }).toString()}`,
    );
  const whole = 'Toàn bộ phiếu';

  beforeAll(async () => {
    const { survey } = await round.setUp(given);
    const { stores } = running();
    const before = {
      opensAt: new Date('2025-01-05T00:00:00+07:00'),
      closesAt: new Date('2025-02-05T00:00:00+07:00'),
    };
    await stores.rounds.add(
      aRound(survey, { id: 'earlier', title: { vi: 'Đợt trước', en: 'Before' }, ...before }),
    );
    await round.add({ ward: 0, roundId: 'earlier', day: '2025-01-10', count: 80 });
    await round.add({ ward: 0, roundId: 'earlier', day: '2025-01-10', count: 20, q1: 1 });
    await round.settle();
    analyst = await colleague(running(), 'analyst', 'city');
  });

  test('opens on two periods, nothing being chosen yet', async () => {
    const { status, text } = await analyst.get('/staff/analysis/compare');
    expect([status, cellsOf(text)]).toEqual([200, {}]);
    expect(text).toContain('Kỳ thứ hai');
  });

  const days = { from: '2026-01-12', to: '2026-01-12', from2: '2026-01-14', to2: '2026-01-14' };

  test('sets two periods beside each other, with the difference and its interval', async () => {
    const { status, text } = await page('period', days);
    expect(status).toBe(200);
    const [first, second, difference, said] = cellsOf(text)[whole]!;
    expect(first).toMatch(/^12,50% .* 60 phiếu$/); // 15 of 120
    expect(second).toMatch(/^37,50% .* 80 phiếu$/); // 60 of 160
    expect(difference).toMatch(/^\+25,00 \+\d+,\d\d – \+\d+,\d\d$/);
    expect(said).toBe('tăng có ý nghĩa thống kê nếu người đã trả lời không khác người chưa trả lời');
    expect(Object.keys(cellsOf(text))).toEqual([
      whole,
      'Yếu tố: Tiếp cận dịch vụ',
      'Yếu tố: Thủ tục hành chính',
      '1. Chỗ ngồi',
      '2. Thiết bị',
      '3. Phí',
    ]);
    const [factors = '', questions = ''] = text.match(/<table class="plots pairs">.*?<\/table>/gs)!;
    expect(factors.match(/class="name begins">[^<]+/g)).toHaveLength(3);
    expect(questions.match(/<circle/g)).toHaveLength(1); // the first side of the question that both answered
    expect(questions.match(/<rect/g)).toHaveLength(2); // the second side, in another shape, also where the first is unreliable
    const [entry] = await running().stores.audit.list({ kind: 'analysis.filtered' }, 9);
    expect(entry).toMatchObject({
      by: { accountId: analyst.account.id },
      unitIds: ['city'],
      after: { filters: 'Kỳ: 12/01/2026; Kỳ: 14/01/2026' },
    });
  });

  test('is taken away as CSV and as a picture', async () => {
    const { text } = await page('period', { ...days, take: 'factors.csv' });
    const [heading, line] = text.trimEnd().split('\r\n');
    expect(heading).toContain('12/01/2026: Số phiếu');
    expect(line).toMatch(/^Toàn bộ phiếu,12\.5,[\d.]+,[\d.]+,60,,37\.5,[\d.]+,[\d.]+,80,,25,[\d.]+,[\d.]+,/);
    const picture = await page('period', { ...days, take: 'questions.svg' });
    expect(picture.headers['content-type']).toContain('svg');
    expect((await page('period', { ...days, take: 'days.csv' })).status).toBe(404);
  });

  test('sets two wards, two age bands and two rounds beside each other', async () => {
    const wards = cellsOf((await page('unit', { unit: 'ward-a', b: 'ward-b' })).text)[whole]!;
    // 69 of 248, and 85 of 262.
    expect(wards.map((cell) => cell.slice(0, 6))).toEqual(['27,82%', '32,44%', '+4,62 ', 'chưa p']);
    const ages = cellsOf(
      (await page('value', { a: 'about:ageBand=from25to34', b: 'about:ageBand=over60' })).text,
    );
    // 15 of 120, and 60 of 160.
    expect(ages[whole]!.map((cell) => cell.slice(0, 6))).toEqual(['12,50%', '37,50%', '+25,00', 'cao hơ']);
    const rounds = cellsOf((await page('round', { unit: 'ward-a', b: 'earlier' })).text);
    // Before 80 of 200, then 69 of 248: whichever was chosen first.
    expect(rounds[whole]!.map((cell) => cell.slice(0, 6))).toEqual(['40,00%', '27,82%', '−12,18', 'giảm c']);
    expect(cellsOf((await page('round', { round: 'earlier', unit: 'ward-a', b: 'round' })).text)).toEqual(
      rounds,
    );
  });

  const crosstab = async (request: Record<string, string>) =>
    await analyst.get(
      `/staff/analysis?${new URLSearchParams({ round: 'round', unit: 'city', ...request }).toString()}`,
    );

  test('a crosstab by period is of its days only, and noted as a filter is', async () => {
    const { status, text } = await crosstab({ rows: 'unit', from: '2026-01-12', to: '2026-01-14' });
    expect(status).toBe(200);
    expect(text).toContain('Chỉ tính phiếu có Kỳ: 12/01/2026 – 14/01/2026');
    expect(cellsOf(text)['phường ward-a']).toEqual([expect.stringMatching(/ 60 phiếu$/)]);
    expect(cellsOf(text)['Tất cả']).toEqual([expect.stringMatching(/^26,79% .* 140 phiếu$/)]); // 75 of 280
    const entries = await running().stores.audit.list({ kind: 'analysis.filtered' }, 9);
    expect(entries.map(({ after }) => after)).toContainEqual({
      filters: 'Kỳ: 12/01/2026 – 14/01/2026',
      rows: 'Đơn vị trực thuộc',
    });
  });

  test('a crosstab by month has the months of the round', async () => {
    const { text } = await crosstab({ rows: 'month' });
    expect(cellsOf(text)['01/2026']).toEqual([expect.stringMatching(/ 255 phiếu$/)]);
  });

  test.each([
    ['a period of four people', { from: '2026-01-11', to: '2026-01-11' }, 'from', 'dưới 10 phiếu'],
    [
      'a period beside two dimensions',
      { rows: 'unit', columns: 'about:ageBand', from: '2026-01-12' },
      'from',
      'tối đa hai mục',
    ],
    ['a period by day', { rows: 'day', from: '2026-01-12', to: '2026-01-14' }, 'from', 'một mục'],
    ['a period upside down', { from: '2026-01-14', to: '2026-01-12' }, 'to', 'đứng trước'],
    ['a month outside of the round', { from: '2025-12' }, 'from', 'nằm ngoài'],
  ])('a crosstab refuses %s', async (_, request: Record<string, string>, field, sentence) => {
    const { status, text } = await crosstab(request);
    expect([status, cellsOf(text)]).toEqual([422, {}]);
    expect(new RegExp(`id="${field}-error">([^<]*)`).exec(text)?.[1]).toContain(sentence);
  });

  const refused: [string, string, Record<string, string>, string, string][] = [
    ['a period upside down', 'period', { ...days, from: '2026-01-13' }, 'to', 'đứng trước ngày đầu'],
    [
      'a period outside of the round',
      'period',
      { ...days, to2: '2026-03-01' },
      'to2',
      'nằm ngoài thời gian của đợt',
    ],
    ['what is no day', 'period', { ...days, from2: 'mai' }, 'from2', 'Xin ghi ngày'],
    ['periods that share days', 'period', { ...days, to: '2026-01-14' }, 'from2', 'có phần chung'],
    [
      'a period of four people',
      'period',
      { ...days, from: '2026-01-11', to: '2026-01-11' },
      'from',
      'dưới 10 phiếu',
    ],
    [
      'a period in which nobody came',
      'period',
      { ...days, from: '2026-01-07', to: '2026-01-08' },
      'from',
      'dưới 10 phiếu',
    ],
    ['a unit within the other', 'unit', { b: 'ward-a' }, 'b', 'có phần chung'],
    ['a unit twice', 'unit', { unit: 'ward-a', b: 'ward-a' }, 'b', 'Hai bên là một'],
    ['a unit that is not there', 'unit', { b: 'elsewhere' }, 'b', 'không có trong đợt'],
    [
      'groups of two kinds',
      'value',
      { a: 'channel=qr', b: 'about:ageBand=over60' },
      'b',
      'phải cùng một mục',
    ],
    [
      'a group that is not there',
      'value',
      { a: 'about:shoe-size=9', b: 'channel=qr' },
      'a',
      'không có trong đợt',
    ],
    ['a group of nobody', 'value', { a: 'channel=qr', b: 'channel=kiosk' }, 'b', 'dưới 10 phiếu'],
    ['a round that is not there', 'round', { b: 'nothing' }, 'b', 'không có trong đợt'],
    ['a method that is not the round’s', 'method', { b: 'other@1' }, 'b', 'không có trong đợt'],
  ];
  test.each(refused)(
    'says beside the field what is wrong with %s',
    async (_, by, request, field, sentence) => {
      const { status, text } = await page(by, request);
      expect([status, cellsOf(text)]).toEqual([422, {}]);
      expect(new RegExp(`id="${field}-error">([^<]*)`).exec(text)?.[1]).toContain(sentence);
    },
  );

  test('shows an analyst the own units only, and officers nothing', async () => {
    const ofWard = await colleague(running(), 'analyst', 'ward-b');
    expect((await page('period', days, ofWard)).status).toBe(404);
    const { status, text } = await page('unit', { unit: 'ward-b', b: 'ward-a' }, ofWard);
    expect([status, cellsOf(text), text.includes('ward-a</option>')]).toEqual([422, {}, false]);
    expect((await page('unit', { b: 'ward-a' }, await colleague(running(), 'officer', 'city'))).status).toBe(
      403,
    );
  });

  test('speaks English, and keeps what was chosen', async () => {
    const account = await addAccount(running(), [aGrant('analyst', 'city')], { language: 'en' });
    const { text } = await page('period', days, await signedIn(running(), account));
    expect(cellsOf(text)['The whole form']?.[3]).toBe(
      'statistically significant if those who answered do not differ from those who did not',
    );
    for (const day of Object.values(days)) expect(text).toContain(`value="${day}"`);
    expect(running().errors).toEqual([]);
  });
});
