import { beforeAll, describe, expect, test } from '@jest/globals';
import { analysedRound, cellsOf, type Forms } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { colleague, type Browser } from '../../support/staff.ts';

const given: readonly Forms[] = [
  { ward: 0, count: 150, q1: 5, age: 'under25' },
  { ward: 0, count: 30, q1: 2, age: 'under25' },
  { ward: 0, count: 60, q1: 5, age: 'over60' },
  { ward: 0, count: 60, q1: 2, age: 'over60' },
  { ward: 1, count: 50, q1: 5 },
  { ward: 1, count: 40, q1: 5, age: 'from35to49' },
  { ward: 1, count: 3, q1: 2, age: 'from25to34' },
];

describe('the page of gaps', () => {
  const running = useApp();
  const round = analysedRound(running);
  let analyst: Browser;

  const page = async (request: Record<string, string>, browser = analyst) =>
    await browser.get(
      `/staff/analysis/gaps?${new URLSearchParams({ round: 'round', unit: 'city', of: 'question:q1', ...request }).toString()}`,
    );

  beforeAll(async () => {
    await round.setUp(given);
    analyst = await colleague(running(), 'analyst', 'city');
  });

  test('sets each group against all others, and says which differ after Holm', async () => {
    const { status, text } = await page({});
    expect(status).toBe(200);
    const [, old] = Object.entries(cellsOf(text)).find(([name]) => name.endsWith('Trên 60'))!;
    // 60 of 120 against 240 of 273 others
    expect([old[0], old[2], old[3]]).toEqual(['50,00%', '87,91%', '−37,91']);
    expect(old.at(-2)).toBe('dưới 0,001');
    expect(old.at(-1)).toBe('thấp hơn');
    expect(text).toMatch(/Hài lòng kém hơn những người còn lại: [^.]*Trên 60/);
  });

  test('compares no group that is too small, nor the one that hides it, and shows none of their numbers', async () => {
    const { text } = await page({});
    const rows = Object.entries(cellsOf(text));
    const few = rows.find(([name]) => name.endsWith('25–34'))![1];
    expect([few[1], few[3], few.at(-1)]).toEqual(['–', '–', 'chưa so sánh']);
    const suppressed = rows.filter(([, cells]) => cells.at(-1) === 'chưa so sánh' && cells[1] === '–');
    expect(suppressed.length).toBeGreaterThanOrEqual(2);
  });

  test('is taken away as a table', async () => {
    const { text } = await page({ take: 'gaps.csv' });
    const line = text.split('\r\n').find((one) => one.includes('Trên 60'))!;
    expect(line).toMatch(/,50,120,87\.91,-37\.91,/);
    expect(line).toMatch(/,thấp hơn$/);
  });

  test('shows an analyst the own units only, and officers nothing', async () => {
    expect((await page({}, await colleague(running(), 'officer', 'city'))).status).toBe(403);
    expect((await page({}, await colleague(running(), 'analyst', 'ward-b'))).status).toBe(404);
    expect(running().errors).toEqual([]);
  });
});
