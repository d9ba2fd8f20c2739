import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { analysedRound, cellsOf, type Forms } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { colleague, type Browser } from '../../support/staff.ts';

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

  const page = async (request: Record<string, string>, browser = analyst) =>
    await browser.get(
      `/staff/analysis/levels?${new URLSearchParams({ round: 'round', unit: 'ward-a', ...request }).toString()}`,
    );
  const seats = '1. Chỗ ngồi';

  beforeAll(async () => {
    await round.setUp(given);
    analyst = await colleague(running(), 'analyst', 'city');
  });

  test('shows the share of each level wherever the index of the question is shown', async () => {
    const { status, text } = await page({ of: 'question:q1' });
    expect(status).toBe(200);
    const cells = cellsOf(text)[seats]!;
    const shares = cells.slice(0, 5).map((cell) => cell.split(' ')[0]);
    expect(shares).toEqual(['4,00%', '6,00%', '10,00%', '30,00%', '50,00%']); // 8, 12, 20, 60 and 100 of 200
    expect(cells.at(-1)).toBe('200');
    const [row = ''] = /<tr><th scope="row" class="name">1\. Chỗ ngồi.*?<\/tr>/s.exec(text)!;
    expect(row.match(/<rect/g)).toHaveLength(5); // a part for each level
    expect(row).toContain('<td class="number">80,00%</td>');
  });

  test('shows no levels of a question that few answered', async () => {
    const { text } = await page({ unit: 'ward-b', of: 'question:q3' });
    expect(cellsOf(text)).toEqual({});
    expect(text).toContain('không hiển thị phân bố');
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

  test('takes the levels of everybody from the tallies, and reads columns for a filter with a period only', async () => {
    const read = jest.spyOn(running().stores.columns, 'list');
    expect((await page({})).status).toBe(200);
    expect(read).not.toHaveBeenCalled();
    expect((await page({ unit: 'city', filter1: 'channel=qr', from: '2026-01-05' })).status).toBe(200);
    expect(read).toHaveBeenCalled();
    read.mockRestore();
  });

  test('takes a filter and a period together', async () => {
    const { status } = await page({ unit: 'city', filter1: 'channel=qr', from: '2026-01-05' });
    expect(status).toBe(200);
  });

  test('is taken away as a table and as a picture', async () => {
    const { text } = await page({ of: 'question:q1', take: 'levels-1.csv' });
    const [, first] = text.trimEnd().split('\r\n');
    expect(first).toMatch(/^1\. Chỗ ngồi,1\. Rất không hài lòng,4\.00,/);
    expect((await page({ of: 'question:q1', take: 'levels-1.svg' })).status).toBe(200);
  });

  test.each([
    [
      'a filter that few pass',
      { unit: 'city', filter1: 'about:ageBand=from25to34' },
      'giữ lại hoặc bỏ ra dưới 10 phiếu',
    ],
    // Of 90 submissions: 3 others are suppressed, and these with them.
    [
      'a group that is suppressed with a small one',
      { unit: 'city', of: 'question:q1', filter1: 'about:ageBand=over60' },
      'phải ẩn cùng một nhóm',
    ],
    ['a question that is not there', { of: 'question:q9' }, 'không có trong đợt'],
    ['a period outside of the round', { from: '2027-01-01' }, 'nằm ngoài thời gian'],
  ])('says beside the field what is wrong with %s', async (_, request: Record<string, string>, sentence) => {
    const { status, text } = await page(request);
    expect([status, cellsOf(text), text.includes(sentence)]).toEqual([422, {}, true]);
    expect(text).toMatch(/class="field wrong"/);
  });

  test('shows an analyst the own units only, and officers nothing', async () => {
    const ofWard = await colleague(running(), 'analyst', 'ward-b');
    expect((await page({}, ofWard)).status).toBe(404);
    expect((await page({}, await colleague(running(), 'officer', 'city'))).status).toBe(403);
    expect(running().errors).toEqual([]);
  });
});
