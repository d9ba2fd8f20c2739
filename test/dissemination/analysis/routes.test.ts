import { beforeAll, describe, expect, test } from '@jest/globals';
import { analysedRound, cellsOf, type Forms } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { aRound, aUnit } from '../../support/builders.ts';
import { addAccount, aGrant, colleague, signedIn, type Browser } from '../../support/staff.ts';

/** By ward and age; of ward a eight are old. Each form answers q1 as said, and q2 with level 2: half of it is satisfied. */
const given: readonly Forms[] = [
  { ward: 0, count: 40, age: 'under25' },
  { ward: 0, count: 45, age: 'from25to34' },
  { ward: 0, count: 8, age: 'over60' },
  { ward: 1, count: 50, age: 'under25' },
  { ward: 1, count: 60, age: 'from25to34', q1: 1 },
  { ward: 1, count: 35, age: 'over60' },
  { ward: 1, count: 30 },
];

describe('the page of crosstabs', () => {
  const running = useApp();
  let analyst: Browser;
  const round = analysedRound(running);

  const page = async (request: Record<string, string>, browser = analyst) =>
    await browser.get(
      `/staff/analysis?${new URLSearchParams({ round: 'round', unit: 'city', ...request }).toString()}`,
    );

  beforeAll(async () => {
    const { stores } = running();
    const { survey } = await round.setUp(given);
    await stores.rounds.add(aRound(survey, { id: 'still-open' }));
    await stores.units.add(aUnit('elsewhere'));
    analyst = await colleague(running(), 'analyst', 'city');
  });

  test('opens on the newest round by the units below', async () => {
    const { status, text } = await analyst.get('/staff/analysis');
    expect(status).toBe(200);
    expect(cellsOf(text)).toMatchObject({ 'phường ward-a': [expect.stringMatching(/^50,00% .*93 phiếu$/)] });
    // Of ward b 175 forms: 115 with one of two satisfied, 60 with none: 115 of 350.
    expect(cellsOf(text)['phường ward-b']).toEqual([expect.stringMatching(/^32,86% .*175 phiếu$/)]);
    expect(cellsOf(text)['Tất cả']).toEqual([expect.stringMatching(/268 phiếu$/)]);
  });

  test('crosses two dimensions, and hides a cell of eight with its company', async () => {
    const { text } = await page({ rows: 'unit', columns: 'about:ageBand' });
    const cells = cellsOf(text);
    const [young, middle, old, notSaid, all] = cells['phường ward-a']!;
    expect([young, old, notSaid]).toEqual([
      'không hiển thị để bảo vệ người trả lời',
      'không hiển thị để bảo vệ người trả lời',
      'chưa có câu trả lời được tính',
    ]);
    expect(middle).toMatch(/45 phiếu$/);
    expect(all).toMatch(/93 phiếu$/);
    expect(cells['phường ward-b']!.filter((cell) => cell.startsWith('không hiển thị'))).toHaveLength(2);
    expect(text).not.toMatch(/\b8 phiếu/);
  });

  test('shades the cells, and sorts either axis by a heading of the other, totals last', async () => {
    const request = { rows: 'unit', columns: 'about:ageBand' };
    const shadedOf = (text: string) => /<table class="heat sorts".*?<\/table>/s.exec(text)![0];
    const headings = (text: string) => [...shadedOf(text).matchAll(/<th scope="(col|row)".*?>([^<>]+)(?:<\/a>)?<\/th>/g)].map(([, axis, name]) => `${axis} ${name}`); // prettier-ignore
    const before = (await page(request)).text;
    expect(headings(before).slice(-3)).toEqual(['row phường ward-a', 'row phường ward-b', 'row Tất cả']);
    expect(shadedOf(before).match(/<td class="heat[1-5]">\d/g)!.length).toBeGreaterThan(4);
    const link = /href="([^"]+sort=asc[^"]*)"/.exec(
      shadedOf((await page({ ...request, sort: 'desc:' })).text),
    )![1]!;
    const after = (await analyst.get(link.replaceAll('&amp;', '&'))).text;
    expect(headings(after).slice(-3)).toEqual(['row phường ward-b', 'row phường ward-a', 'row Tất cả']);
    expect(shadedOf(after)).toContain('aria-sort="ascending"');
    const across = (await page({ ...request, sortColumns: 'asc:' })).text;
    expect(headings(across)).not.toEqual(headings(before));
    expect(headings(across).findLast((one) => one.startsWith('col'))).toBe('col Tất cả');
  });

  test('crosses two dimensions of a ward, with the margins hidden that the ward by one of them hides', async () => {
    const hiddenIn = (text: string): string[] =>
      Object.entries(cellsOf(text)).flatMap(([name, cells]) =>
        cells.at(-1)!.startsWith('không hiển thị') ? [name] : [],
      );
    const alone = await page({ unit: 'ward-b', rows: 'about:ageBand' });
    expect(hiddenIn(alone.text)).toHaveLength(2); // beside the eight of ward a
    const crossed = await page({ unit: 'ward-b', rows: 'about:ageBand', columns: 'channel' });
    expect(crossed.status).toBe(200);
    expect(hiddenIn(crossed.text)).toEqual(hiddenIn(alone.text));
  });

  test('is taken away as a long table, with the same cells hidden', async () => {
    const { status, text } = await page({ rows: 'unit', columns: 'about:ageBand', take: 'crosstab.csv' });
    expect(status).toBe(200);
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 3 * 5);
    expect(lines.filter((line) => line.includes('không hiển thị để bảo vệ'))).toHaveLength(4);
    expect(lines.find((line) => line.startsWith('phường ward-a,Tất cả'))).toContain(',93,');
    expect(text).not.toMatch(/,8,/);
  });

  test('filters, and notes it in the audit; without a filter it notes nothing', async () => {
    const { stores } = running();
    expect(await stores.audit.list({ kind: 'analysis.filtered' }, 9)).toEqual([]);
    const { status, text } = await page({
      rows: 'unit',
      of: 'question:q1',
      filter1: 'about:ageBand=from25to34',
    });
    expect(status).toBe(200);
    expect(text).toContain('Chỉ tính phiếu có');
    expect(cellsOf(text)['Tất cả']).toEqual([expect.stringMatching(/^42,86% .*105 phiếu$/)]); // 45 of 105
    const [entry] = await stores.audit.list({ kind: 'analysis.filtered' }, 9);
    expect(entry).toMatchObject({
      by: { accountId: analyst.account.id },
      unitIds: ['city'],
      subject: { id: 'round' },
      after: { filters: expect.stringContaining('25'), rows: 'Đơn vị trực thuộc' },
    });
  });

  test('answers by a level, and the rest, in all', async () => {
    const { text } = await page({ rows: 'question:q1' });
    const labels = Object.keys(cellsOf(text));
    expect(labels).toHaveLength(3);
    expect(cellsOf(text)['Rất không hài lòng']).toEqual([expect.stringMatching(/60 phiếu/)]);
  });

  const refused: [string, Record<string, string>, string][] = [
    [
      'three dimensions',
      { rows: 'unit', columns: 'about:ageBand', filter1: 'question:q1=5' },
      'tối đa hai mục',
    ],
    [
      'one thing twice',
      { rows: 'about:ageBand', filter1: 'about:ageBand=from25to34' },
      'chỉ được chọn một lần',
    ],
    [
      'a set of eight',
      { unit: 'ward-a', filter1: 'about:ageBand=over60' },
      'giữ lại hoặc bỏ ra dưới 10 phiếu',
    ],
    ['a set without forms', { filter1: 'question:q1=3' }, 'giữ lại hoặc bỏ ra dưới 10 phiếu'],
    ['what the round does not have', { rows: 'about:shoe-size' }, 'không có trong đợt'],
  ];
  test.each(refused)(
    'says beside the field what is wrong with %s, and shows nothing',
    async (_, request, sentence) => {
      const { status, text } = await page(request);
      expect(status).toBe(422);
      expect(text).toContain(sentence);
      expect(text).toMatch(/class="field wrong"/);
      expect(cellsOf(text)).toEqual({});
      const kept = Object.values(request).filter((value) => !value.includes('shoe-size'));
      for (const value of kept) expect(text).toContain(`value="${value}" selected`);
    },
  );

  test('refuses a filter that leaves out fewer than ten', async () => {
    const { status, text } = await page({ unit: 'ward-a', filter1: 'question:q1=5' });
    expect([status, text.includes('93 phiếu')]).toEqual([200, true]); // nobody is left out
    await round.add({ ward: 0, count: 3, q1: 2 });
    await round.settle();
    const after = await page({ unit: 'ward-a', filter1: 'question:q1=5' });
    expect([after.status, after.text.includes('bỏ ra dưới 10 phiếu')]).toEqual([422, true]);
  });

  test('shows a ward to the analyst of the ward, and the city not at all', async () => {
    const ofWard = await colleague(running(), 'analyst', 'ward-b');
    expect((await page({ unit: 'ward-b', rows: 'about:ageBand' }, ofWard)).status).toBe(200);
    expect((await page({ unit: 'city' }, ofWard)).status).toBe(404);
    expect((await page({ round: 'other' })).status).toBe(404);
    expect((await page({ round: 'round' }, await colleague(running(), 'officer', 'city'))).status).toBe(403);
  });

  test('speaks English, and keeps what was chosen', async () => {
    const account = await addAccount(running(), [aGrant('analyst', 'city')], { language: 'en' });
    const english = await signedIn(running(), account);
    const { text } = await page({ rows: 'about:ageBand', filter1: 'question:q1=5' }, english);
    expect(text).toContain('Only responses with');
    expect(text).toMatch(/<option value="question:q1=5" selected/);
  });

  test('waits for the forms that are not in the ledger yet, and for the close', async () => {
    await round.add({ ward: 0, count: 1 }, false);
    const { text } = await page({ rows: 'unit' });
    expect(text).toContain('Còn 1 phiếu của đợt này đang chờ vào sổ cái');
    expect(cellsOf(text)).toEqual({});
    expect((await page({ round: 'still-open' })).status).toBe(404);
    const stranger = await colleague(running(), 'analyst', 'elsewhere');
    expect((await stranger.get('/staff/analysis')).text).toContain('Chưa có đợt nào đã đóng');
    expect(running().errors).toEqual([]);
  });
});
