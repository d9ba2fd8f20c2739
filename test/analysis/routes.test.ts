import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { appendColumns } from '../../src/columns/appendColumns.ts';
import type { KeptCheckpoint } from '../../src/ledger/store.ts';
import { useApp } from '../support/app.ts';
import { aRound, aUnit, duringAt, fillSmallCity } from '../support/builders.ts';
import { countAll } from '../support/counting.ts';
import { addAccount, aGrant, colleague, signedIn, type Browser } from '../support/staff.ts';

interface Forms {
  readonly ward: 0 | 1;
  readonly count: number;
  readonly age?: string;
  readonly q1?: number;
}

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
  let position = 0;

  async function add({ ward, count, age, q1 = 5 }: Forms, isLogged = true): Promise<void> {
    const { stores } = running();
    const points = await stores.accessPoints.list();
    const point = points.find(({ code }) => code === ['WARD22', 'WARD33'][ward])!;
    const survey = (await stores.rounds.find('round'))!.surveyVersionId;
    await Promise.all(
      Array.from({ length: count }, async () => {
        const id = randomUUID();
        await stores.submissions.add({
          id,
          roundId: 'round',
          surveyVersionId: survey,
          accessPointId: point.id,
          revision: 1,
          receivedHour: duringAt,
          givenOn: '2026-01-20',
          late: false,
          noticeVersion: '1',
          answers: { q1, q2: 2 },
          about: age === undefined ? {} : { ageBand: age },
          salts: { answers: Buffer.alloc(16) },
          receiptCode: randomUUID(),
        });
        if (isLogged) await stores.submissions.markLogged([{ id, position: position++ }]);
      }),
    );
  }

  const page = async (wish: Record<string, string>, browser = analyst) =>
    await browser.get(
      `/staff/analysis?${new URLSearchParams({ round: 'round', unit: 'city', ...wish }).toString()}`,
    );

  /** The cells of the table by row, tags taken out. */
  function cellsOf(html: string): Record<string, string[]> {
    const rows = [...html.matchAll(/<tr[^>]*><th scope="row">(.*?)<\/th>(.*?)<\/tr>/gs)];
    return Object.fromEntries(
      rows.map(([, name = '', cells = '']) => [
        name,
        [...cells.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) =>
          cell
            .replaceAll(/<[^>]*>/g, ' ')
            .replaceAll(/\s+/g, ' ')
            .trim(),
        ),
      ]),
    );
  }

  beforeAll(async () => {
    const { stores } = running();
    const { survey } = await fillSmallCity(stores, { round: { closesAt: new Date(duringAt.getTime() - 1) } });
    await stores.rounds.add(aRound(survey, { id: 'still-open' }));
    await stores.units.add(aUnit('elsewhere'));
    for (const forms of given) await add(forms);
    await countAll(stores);
    const ledger = { findLast: () => Promise.resolve({ size: position } as unknown as KeptCheckpoint) };
    await appendColumns({ stores: { ...stores, ledger }, term: { number: 1, isOver: () => false } });
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
      'ẩn: dưới 10 người, hoặc làm lộ ô dưới 10 người',
      'ẩn: dưới 10 người, hoặc làm lộ ô dưới 10 người',
      'chưa có phiếu nào',
    ]);
    expect(middle).toMatch(/45 phiếu$/);
    expect(all).toMatch(/93 phiếu$/);
    expect(cells['phường ward-b']!.filter((cell) => cell.startsWith('ẩn'))).toHaveLength(2);
    expect(text).not.toMatch(/\b8 phiếu/);
  });

  test('is taken away as a long table, with the same cells hidden', async () => {
    const { status, text } = await page({ rows: 'unit', columns: 'about:ageBand', take: 'crosstab.csv' });
    expect(status).toBe(200);
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 3 * 5);
    expect(lines.filter((line) => line.includes('ẩn: dưới 10 người'))).toHaveLength(4);
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
    ['a set of eight', { unit: 'ward-a', filter1: 'about:ageBand=over60' }, 'chỉ còn dưới 10 phiếu'],
    ['a set without forms', { filter1: 'question:q1=3' }, 'chỉ còn dưới 10 phiếu'],
    ['what the round does not have', { rows: 'about:shoe-size' }, 'không có trong đợt'],
  ];
  test.each(refused)(
    'says beside the field what is wrong with %s, and shows nothing',
    async (_, wish, sentence) => {
      const { status, text } = await page(wish);
      expect(status).toBe(422);
      expect(text).toContain(sentence);
      expect(text).toMatch(/class="field wrong"/);
      expect(cellsOf(text)).toEqual({});
      const kept = Object.values(wish).filter((value) => !value.includes('shoe-size'));
      for (const value of kept) expect(text).toContain(`value="${value}" selected`);
    },
  );

  test('refuses a filter that leaves out fewer than ten', async () => {
    const { status, text } = await page({ unit: 'ward-a', filter1: 'question:q1=5' });
    expect([status, text.includes('93 phiếu')]).toEqual([200, true]); // nobody is left out
    await add({ ward: 0, count: 3, q1: 2 });
    await countAll(running().stores);
    const { stores } = running();
    const ledger = { findLast: () => Promise.resolve({ size: position } as unknown as KeptCheckpoint) };
    await appendColumns({ stores: { ...stores, ledger }, term: { number: 1, isOver: () => false } });
    const after = await page({ unit: 'ward-a', filter1: 'question:q1=5' });
    expect([after.status, after.text.includes('chỉ bỏ ra dưới 10 phiếu')]).toEqual([422, true]);
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
    expect(text).toContain('Only forms with');
    expect(text).toMatch(/<option value="question:q1=5" selected/);
  });

  test('waits for the forms that are not in the ledger yet, and for the close', async () => {
    await add({ ward: 0, count: 1 }, false);
    const { text } = await page({ rows: 'unit' });
    expect(text).toContain('Còn 1 phiếu của đợt này đang chờ vào sổ cái');
    expect(cellsOf(text)).toEqual({});
    expect((await page({ round: 'still-open' })).status).toBe(404);
    const stranger = await colleague(running(), 'analyst', 'elsewhere');
    expect((await stranger.get('/staff/analysis')).text).toContain('Chưa có đợt nào đã đóng');
    expect(running().faults).toEqual([]);
  });
});
