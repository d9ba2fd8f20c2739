import { beforeAll, describe, expect, test } from '@jest/globals';
import { analysedRound, cellsOf, type Forms } from '../support/analysedRound.ts';
import { useApp } from '../support/app.ts';
import { colleague, type Browser } from '../support/staff.ts';

const given: readonly Forms[] = [
  { ward: 0, count: 100, q1: 5, age: 'under25', q3: 5 },
  { ward: 0, count: 60, q1: 4, age: 'under25' },
  { ward: 0, count: 20, q1: 3, age: 'over60' },
  { ward: 0, count: 12, q1: 2, age: 'over60' },
  { ward: 0, count: 8, q1: 1, age: 'over60' },
  { ward: 1, count: 50, q1: 5, age: 'over60' },
  { ward: 1, count: 30, q1: 4, age: 'under25' },
  { ward: 1, count: 3, q1: 2, age: 'from25to34' },
];

describe('the page of levels', () => {
  const running = useApp();
  const round = analysedRound(running);
  let analyst: Browser;

  const page = async (wish: Record<string, string>, browser = analyst) =>
    await browser.get(
      `/staff/analysis/levels?${new URLSearchParams({ round: 'round', unit: 'ward-a', ...wish }).toString()}`,
    );
  const seats = '1. Chỗ ngồi';

  beforeAll(async () => {
    await round.setUp(given);
    analyst = await colleague(running(), 'analyst', 'city');
  });

  test('tells levels by themselves or together, as nobody can work out over all units', async () => {
    const { status, text } = await page({ of: 'question:q1' });
    expect(status).toBe(200);
    const [together, good, best, index] = cellsOf(text)[seats]!;
    // Of 200: 8 and 12 would do in this ward alone. But the 3 of the other ward are the 15 of the city less these 12.
    expect(together).toMatch(/^20,00% gộp: 1, 2, 3 /);
    expect([good, best].map((cell) => cell!.slice(0, 6))).toEqual(['30,00%', '50,00%']);
    expect(index).toBe('80,00% 200 phiếu');
    expect(text).toMatch(/<svg class="chart"/);
  });

  test('tells no more than the index does where a side has only a few people', async () => {
    const { text } = await page({ unit: 'ward-b', of: 'question:q1' });
    const [together, good, best] = cellsOf(text)[seats]!;
    // Three of 83 are not satisfied: that they chose one level, and which, is not told.
    expect(together).toMatch(/^3,61% gộp: 1, 2, 3 /);
    expect([good, best].map((cell) => cell!.slice(0, 6))).toEqual(['36,14%', '60,24%']);
  });

  test.each(['ward-a', 'ward-b'])('agrees with the crosstab by level, of %s', async (unit) => {
    const crosstab = await analyst.get(`/staff/analysis?round=round&unit=${unit}&rows=question:q1`);
    const hidden = Object.entries(cellsOf(crosstab.text)).filter(([, [cell]]) => cell!.startsWith('ẩn'));
    // Of ward b nobody chose two of them, which is not told either.
    const low = ['Rất không hài lòng', 'Không hài lòng', 'Bình thường'];
    expect(hidden.map(([level]) => level)).toEqual(expect.arrayContaining(low));
  });

  test('shows a bar for each question of a factor, filtered once, and notes the filter', async () => {
    const { status, text } = await page({ unit: 'city', of: 'factor:access', filter1: 'channel=qr' });
    expect(status).toBe(200);
    expect(Object.keys(cellsOf(text))).toEqual([seats, '2. Thiết bị']);
    const shares = cellsOf(text)[seats]!.slice(-3, -1);
    expect(shares.map((cell) => cell.slice(0, 6))).toEqual(['31,80%', '53,00%']); // 90 and 150 of 283
    const entries = await running().stores.audit.list({ kind: 'analysis.filtered' }, 9);
    expect(entries).toHaveLength(1);
  });

  test('is taken away as a table and as a picture', async () => {
    const { text } = await page({ of: 'question:q1', take: 'levels-1.csv' });
    const [, first] = text.trimEnd().split('\r\n');
    expect(first).toMatch(/^1\. Chỗ ngồi,1\. Rất không hài lòng \+ .* \+ 3\. Bình thường,20\.00,/);
    expect((await page({ of: 'question:q1', take: 'levels-1.svg' })).status).toBe(200);
  });

  test.each([
    ['two filters', { unit: 'city', filter1: 'channel=qr', from: '2026-01-20' }, 'tối đa hai mục'],
    [
      'a filter that few pass',
      { unit: 'city', filter1: 'about:ageBand=from25to34' },
      'chỉ còn dưới 10 phiếu',
    ],
    // Of 90 forms; but 3 of the 273 are hidden, and so are these, or both would be known.
    [
      'a group that covers a small one',
      { unit: 'city', of: 'question:q1', filter1: 'about:ageBand=over60' },
      'sẽ làm lộ',
    ],
    ['a question that is not there', { of: 'question:q9' }, 'không có trong đợt'],
    ['a period outside of the round', { from: '2027-01-01' }, 'nằm ngoài thời gian'],
  ])('says beside the field what is wrong with %s', async (_, wish: Record<string, string>, sentence) => {
    const { status, text } = await page(wish);
    expect([status, cellsOf(text), text.includes(sentence)]).toEqual([422, {}, true]);
    expect(text).toMatch(/class="field wrong"/);
  });

  test('shows an analyst the own units only, and officers nothing', async () => {
    const ofWard = await colleague(running(), 'analyst', 'ward-b');
    expect((await page({}, ofWard)).status).toBe(404);
    expect((await page({}, await colleague(running(), 'officer', 'city'))).status).toBe(403);
    expect(running().faults).toEqual([]);
  });
});
