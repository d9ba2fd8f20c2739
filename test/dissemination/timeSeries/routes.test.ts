import { beforeAll, describe, expect, test } from '@jest/globals';
import { analysedRound, cellsOf } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { aMethod, aRound, aUnit, duringAt } from '../../support/builders.ts';
import { addAccount, aGrant, colleague, signedIn, type Browser } from '../../support/staff.ts';

/** Of ward a; the 7th has five responses, and the 5th is the smallest other day of its week. */
const days: Readonly<Record<string, number>> = {
  '2026-01-05': 60,
  '2026-01-06': 70,
  '2026-01-07': 5,
  '2026-01-12': 12,
  '2026-01-13': 90,
  '2026-01-19': 80,
};
const hidden = 'không hiển thị để bảo vệ người trả lời';

describe('the page of time series', () => {
  const running = useApp();
  const analysed = analysedRound(running);
  let analyst: Browser;

  const page = async (request: Record<string, string>, browser = analyst) =>
    await browser.get(
      `/staff/analysis/time?${new URLSearchParams({ round: 'round', unit: 'ward-a', ...request }).toString()}`,
    );

  beforeAll(async () => {
    const { stores } = running();
    await stores.methods.add(aMethod({ version: 2 }));
    const given = Object.entries(days).map(([day, count]) => ({ ward: 0, count, day }) as const);
    const young = [{ ward: 1, count: 40, day: '2026-01-06', age: 'under25', q1: 1 }, { ward: 1, count: 90, day: '2026-01-19', age: 'over60' }] as const; // prettier-ignore
    const { survey } = await analysed.setUp([...given, ...young]);
    await stores.units.add(aUnit('elsewhere'));
    const closesAt = new Date('2026-01-01T00:00:00+07:00');
    const earlier = { closesAt, opensAt: new Date('2025-12-01T00:00:00+07:00') };
    await stores.rounds.add(aRound(survey, { id: 'before', ...earlier, methodIds: ['satisfied-share@2'] }));
    await stores.rounds.add(aRound(survey, { id: 'still-open' }));
    const round = (await stores.rounds.find('round'))!;
    await stores.rounds.add({ ...round, id: 'later', previousRoundId: 'before' });
    for (const roundId of ['before', 'later'])
      await analysed.add({ ward: 0, count: 80, day: roundId === 'before' ? '2025-12-15' : '2026-01-13', roundId }); // prettier-ignore
    await stores.rounds.add({ ...round, id: 'crossed' });
    for (const [day, old] of Object.entries({
      '2026-01-05': 5,
      '2026-01-06': 40,
      '2026-01-12': 40,
      '2026-01-13': 12,
    }))
      for (const [age, count] of [
        ['over60', old],
        ['under25', 60],
      ] as const)
        await analysed.add({ ward: 0, count, day, age, roundId: 'crossed' });
    await analysed.settle();
    analyst = await colleague(running(), 'analyst', 'city');
  });

  test('opens on the newest round by weeks, with a chart and a table', async () => {
    const { status, text } = await analyst.get('/staff/analysis/time');
    expect(status).toBe(200);
    expect(text).toContain('<svg class="chart"');
    expect(text).toMatch(/<option value="week" selected/);
  });

  test('suppresses a day of five with another of its week, and no week', async () => {
    const byDay = cellsOf((await page({ by: 'day' })).text);
    expect(Object.keys(byDay)).toEqual([...Object.keys(days).map((day) => day.split('-').reverse().join('/')), 'Cả đợt']); // prettier-ignore
    expect(byDay['07/01/2026']![0]).toBe(hidden);
    expect(byDay['05/01/2026']![0]).toBe(hidden);
    expect(byDay['06/01/2026']).toEqual(['50,00%', '', expect.stringMatching(/ – /), '70']);
    expect(byDay['Cả đợt']!.at(-1)).toBe('317');
    const byWeek = cellsOf((await page({ by: 'week' })).text);
    expect(Object.values(byWeek).map((cells) => cells.at(-1))).toEqual(['135', '102', '80', '317']);
    expect(Object.keys(byWeek)[0]).toBe('05/01/2026 – 11/01/2026');
    const byMonth = cellsOf((await page({ by: 'month' })).text);
    expect(byMonth['01/2026']!.at(-1)).toBe('317');
  });

  test('draws what is shown and nothing of what is hidden', async () => {
    const { text } = await page({ by: 'day' });
    const [chart = ''] = /<svg class="chart".*?<\/svg>/s.exec(text)!;
    expect(chart.match(/<circle/g)).toHaveLength(3); // twelve respondents are too few for an index of a day
    expect(chart.match(/class="interval"/g)).toHaveLength(3);
    expect(chart).not.toContain('class="join"'); // between any two of them something is missing
    expect(chart).not.toContain('07/01/2026');
  });

  test('is taken away as CSV, XLSX and SVG, with the same periods hidden', async () => {
    const csv = await page({ by: 'day', take: 'series.csv' });
    const lines = csv.text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 7);
    expect(lines.filter((line) => line.includes('không hiển thị để bảo vệ'))).toHaveLength(2);
    expect(csv.text).not.toMatch(/,5,|,60,/);
    expect((await page({ by: 'day', take: 'series.xlsx' })).status).toBe(200);
    const svg = await page({ by: 'day', take: 'series.svg' });
    expect(String(svg.body)).toContain('<svg xmlns=');
    expect((await page({ by: 'day', take: 'other.csv' })).status).toBe(404);
  });

  test('takes one filter beside the time, notes it, and hides by it what hides in the crosstab', async () => {
    const { stores } = running();
    expect(await stores.audit.list({ kind: 'analysis.filtered' }, 9)).toEqual([]);
    const request = { unit: 'city', filter: 'about:ageBand=over60' };
    const { status, text } = await page({ ...request, by: 'day' });
    expect(status).toBe(200);
    expect(text).toContain('Chỉ tính phiếu có');
    expect(cellsOf(text)['19/01/2026']!.at(-1)).toBe('90');
    const [entry] = await stores.audit.list({ kind: 'analysis.filtered' }, 9);
    expect(entry).toMatchObject({ by: { accountId: analyst.account.id }, unitIds: ['city'] });
    const few = await page({ ...request, unit: 'ward-a' });
    expect([few.status, few.text.includes('dưới 10 phiếu')]).toEqual([422, true]);
  });

  test('shows the weeks of a group whose days are suppressed', async () => {
    const request = { round: 'crossed', unit: 'city', filter: 'about:ageBand=over60' };
    const byDay = cellsOf((await page({ ...request, by: 'day' })).text);
    expect(byDay['05/01/2026']![0]).toBe(hidden);
    expect(byDay['12/01/2026']!.at(-1)).toBe('40');
    const byWeek = cellsOf((await page({ ...request, by: 'week' })).text);
    expect(Object.values(byWeek).map((cells) => cells.at(-1))).toEqual(['45', '52', '97']);
  });

  test('asks a factor or a question as well', async () => {
    const { text } = await page({ unit: 'ward-b', of: 'question:q1', by: 'day' });
    expect(cellsOf(text)['19/01/2026']![0]).toBe('100,00%');
  });

  test('goes on into the rounds before, and marks where the series breaks', async () => {
    const { status, text } = await page({ round: 'later', rounds: 'all' });
    expect(status).toBe(200);
    expect(text).toContain('Chuỗi số liệu đứt ở đây so với đợt trước: cách tính khác');
    expect(text.match(/<h3>/g)).toHaveLength(2);
    const [chart = ''] = /<svg class="chart".*?<\/svg>/s.exec(text)!;
    expect(chart).toContain('cách tính khác');
    expect(chart).not.toContain('class="join"');
    const csv = (await page({ round: 'later', rounds: 'all', take: 'series.csv' })).text;
    expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + 2 + 2);
  });

  const odd: [string, Record<string, string>, number][] = [
    ['a period of unknown size', { by: 'hour' }, 422],
    ['a question that was not asked', { of: 'question:q99' }, 422],
    ['a filter that is none', { filter: 'about:shoe-size=44' }, 422],
    ['a filter by time, which is a dimension already', { filter: 'month=2026-01' }, 422],
    ['rounds that are none', { rounds: 'some' }, 422],
    ['an unknown unit', { unit: 'no-such-unit' }, 404],
    ['a unit beside the round', { unit: 'elsewhere' }, 404],
    ['an unknown round', { round: 'other' }, 404],
    ['a round that is still open', { round: 'still-open' }, 404],
    ['a text without end', { filter: 'x'.repeat(300) }, 400],
  ];
  test.each(odd)('refuses %s, and shows nothing', async (_, request, expected) => {
    const { status, text } = await page(request);
    expect(status).toBe(expected);
    expect(cellsOf(text)).toEqual({});
    expect(text).not.toContain('<svg class="chart"');
    expect(text.includes('class="field wrong"')).toBe(expected === 422);
  });

  test('refuses one thing given twice', async () => {
    expect((await analyst.get('/staff/analysis/time?by=day&by=week')).status).toBe(400);
  });

  test('shows a ward to the analyst of the ward, and the city not at all', async () => {
    const ofWard = await colleague(running(), 'analyst', 'ward-a');
    expect((await page({ unit: 'ward-a' }, ofWard)).status).toBe(200);
    expect((await page({ unit: 'city' }, ofWard)).status).toBe(404);
    expect((await page({ unit: 'ward-b' }, ofWard)).status).toBe(404);
    expect((await page({}, await colleague(running(), 'officer', 'ward-a'))).status).toBe(403);
    const stranger = await colleague(running(), 'analyst', 'elsewhere');
    expect((await stranger.get('/staff/analysis/time')).text).toContain('Chưa có đợt nào đã đóng');
  });

  test('speaks English, and leads to the other pages and to keeping this one', async () => {
    const account = await addAccount(running(), [aGrant('analyst', 'city')], { language: 'en' });
    const english = await signedIn(running(), account);
    const { text } = await page({ by: 'month' }, english);
    expect(text).toContain('Whole round');
    expect(text).toContain('href="/staff/analysis?round=round&amp;unit=ward-a"');
    const [, save = ''] = /href="(\/staff\/analysis\/views\/new[^"]+)"/.exec(text)!;
    expect((await english.get(save.replaceAll('&amp;', '&'))).status).toBe(200);
  });

  test('waits for the forms that are not in the ledger yet', async () => {
    await analysed.add({ ward: 0, count: 1 }, false);
    const { status, text } = await page({});
    expect(status).toBe(200);
    expect(text).toContain('đang chờ vào sổ cái');
    expect(cellsOf(text)).toEqual({});
    expect(running().errors).toEqual([]);
    expect(duringAt).toEqual(running().clock.now);
  });
});
