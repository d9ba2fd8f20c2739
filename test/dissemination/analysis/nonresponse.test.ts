import { beforeAll, describe, expect, test } from '@jest/globals';
import { filingQuestion } from '../../../src/design/surveys/presets/filingQuestion.ts';
import { roundCaseloads } from '../../../src/design/rounds/roundCaseloads.ts';
import { calibrated } from '../../../src/dissemination/analysis/calibrated.ts';
import type { AskedFinding } from '../../../src/dissemination/analysis/finding.ts';
import { afterClosing, aMeasuredRound } from '../../processing/results/measured.ts';
import { caseloadBatch } from '../../support/caseloads.ts';
import { analysedRound, cellsOf, type Forms } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { smallSurvey } from '../../support/builders.ts';
import { colleague, type Browser } from '../../support/staff.ts';

/** Ward a answers much more than its part of the transactions. */
const given: readonly Forms[] = [
  { ward: 0, count: 150, q1: 5, q3: 0 },
  { ward: 0, count: 50, q1: 2 },
  { ward: 1, count: 40, q1: 5, q3: 5 },
  { ward: 1, count: 40, q1: 2, q3: 5 },
];

/** Respondents by ward and service, of whom so many are satisfied. */
const cells: readonly (readonly [unitId: string, serviceId: string, satisfied: number, others: number])[] = [
  ['a', 's1', 50, 10],
  ['a', 's2', 30, 20],
  ['a', 's3', 35, 5],
  ['b', 's1', 40, 5],
  ['b', 's2', 45, 25],
  ['b', 's3', 22, 8],
  ['c', 's1', 30, 20],
  ['c', 's2', 25, 10],
  ['c', 's3', 3, 1],
];

async function calibratedOf(answered: typeof cells): Promise<Awaited<ReturnType<typeof calibrated>>> {
  const forms = answered.flatMap(([unitId, serviceId, satisfied, others]) => [
    { unitId, serviceId, count: satisfied, answers: { q1: 5, q2: 5, q3: 5 } },
    { unitId, serviceId, count: others, answers: { q1: 2, q2: 2, q3: 2 } },
  ]);
  const services = ['s1', 's2', 's3'].map((id) => ({ id, name: { vi: id }, field: { vi: id } }));
  const asked = {
    measured: aMeasuredRound(forms),
    unitId: 'city',
    scope: { kind: 'whole' },
    stores: { services: { list: () => Promise.resolve(services) } },
    now: afterClosing,
  } as unknown as AskedFinding;
  const lines = answered.map(([unitId, serviceId], at) => ({ unitId, serviceId, month: '2026-01', filing: 'counter' as const, transactions: 100 + 10 * at })); // prettier-ignore
  return await calibrated(asked, roundCaseloads(lines, ['2026-01'], '2026-03'));
}

describe('the calibrated index', () => {
  test('uses the margins that the caseload and the responses have in common, and meets them', async () => {
    const made = await calibratedOf(cells);
    if (typeof made === 'string') throw new Error(made);
    expect(made.margins.map(({ margin }) => margin)).toEqual(['service', 'unit']);
    expect(made.weightingEffect).toBeGreaterThan(1);
    expect(made.effectiveSize).toBeLessThan(made.people);
  });

  test('takes no answer of a suppressed cell: others may be given there, and nothing changes', async () => {
    const changed = cells.map((cell): (typeof cells)[number] => (cell[0] === 'c' && cell[1] === 's3' ? ['c', 's3', 0, 4] : cell)); // prettier-ignore
    const [before, after] = [await calibratedOf(cells), await calibratedOf(changed)];
    if (typeof before === 'string' || typeof after === 'string') throw new Error('not calibrated');
    expect(before.leftOut).toBeGreaterThanOrEqual(10); // others are suppressed with it
    expect([after.share, after.plainShare, after.leftOut]).toEqual([before.share, before.plainShare, before.leftOut]); // prettier-ignore
  });
});

describe('where respondents were asked how they filed', () => {
  const running = useApp();
  const round = analysedRound(running);

  test('the index is calibrated to the ways of filing', async () => {
    const survey = { ...smallSurvey, about: [filingQuestion] };
    await round.setUp(
      [
        { ward: 0, count: 50, q1: 5, filing: 'counter' },
        { ward: 0, count: 50, q1: 2, filing: 'counter' },
        { ward: 0, count: 60, q1: 5, filing: 'online' },
        { ward: 1, count: 40, q1: 5, filing: 'counter' },
        { ward: 1, count: 40, q1: 5, filing: 'online' },
      ],
      survey,
    );
    running().clock.now = new Date('2026-02-10T09:00:00+07:00');
    await caseloadBatch(running(), [
      { unitId: 'ward-a', month: '2026-01', filing: 'counter', transactions: 150 },
      { unitId: 'ward-a', month: '2026-01', filing: 'online', transactions: 50 },
    ]);
    const analyst = await colleague(running(), 'analyst', 'city');
    const { text } = await analyst.get('/staff/analysis/nonresponse?round=round&unit=ward-a&of=question:q1');
    const rows = cellsOf(text);
    // half of those at the counter and all of those online: (50 + 60)/160, and 0.75·0.5 + 0.25
    expect(rows['Các phiếu được dùng, quyền số bằng nhau']![0]).toBe('68,75%');
    expect(rows['Hiệu chỉnh theo số hồ sơ']![0]).toBe('62,50%');
    expect(rows['Trực tuyến']).toEqual(['60', '37,5%', '25,0%', '0,67']);
  });
});

describe('the page of who did not answer', () => {
  const running = useApp();
  const round = analysedRound(running);
  let analyst: Browser;

  const page = async (request: Record<string, string> = {}, browser = analyst) =>
    await browser.get(
      `/staff/analysis/nonresponse?${new URLSearchParams({ round: 'round', unit: 'city', of: 'question:q1', ...request }).toString()}`,
    );

  beforeAll(async () => {
    await round.setUp(given);
    running().clock.now = new Date('2026-02-10T09:00:00+07:00');
    analyst = await colleague(running(), 'analyst', 'city');
  });

  test('says why there is no calibration without a caseload, and what no calibration cures', async () => {
    const { status, text } = await page();
    expect(status).toBe(200);
    expect(text).toContain('Chưa hiệu chỉnh được: chưa có số hồ sơ');
    expect(text).toContain('Hiệu chỉnh không chữa được việc tự nguyện trả lời');
  });

  test('lists how many rated each question, had no opinion, or left it empty', async () => {
    const rows = cellsOf((await page()).text);
    expect(rows['1. Chỗ ngồi']).toEqual(['280', '100,0%', '0,0%', '0,0%']);
    // 80 of 280 rated it, 150 had no opinion, 50 left it empty
    expect(rows['3. Phí']).toEqual(['80', '28,6%', '53,6%', '17,9%']);
  });

  test('lists the channels', async () => {
    const { text } = await page();
    expect(Object.values(cellsOf(text)).at(-1)!.slice(0, 3)).toEqual(['280', '100,0%', '2']);
  });

  test('waits for the caseload of every unit with responses', async () => {
    await caseloadBatch(running(), [
      { unitId: 'ward-a', month: '2026-01', filing: 'counter', transactions: 300 },
    ]);
    expect((await page()).text).toContain('có đơn vị có phiếu nhưng thiếu số hồ sơ');
  });

  test('sets the index beside that of respondents weighted to the transactions of both wards', async () => {
    await caseloadBatch(running(), [
      { unitId: 'ward-a', month: '2026-01', filing: 'counter', transactions: 200 },
      { unitId: 'ward-b', month: '2026-01', filing: 'online', transactions: 200 },
    ]);
    const { text } = await page();
    const rows = cellsOf(text);
    // (150 + 40)/280; half of 150/200 and half of 40/80; weights 0.7 and 1.75
    expect(rows['Chỉ số, như đã công bố']![0]).toBe('67,86%');
    expect(rows['Các phiếu được dùng, quyền số bằng nhau']![0]).toBe('67,86%');
    expect(rows['Hiệu chỉnh theo số hồ sơ']![0]).toBe('62,50%');
    expect(rows['phường ward-a']).toEqual(['200', '71,4%', '50,0%', '0,70']);
    expect(rows['phường ward-b']).toEqual(['80', '28,6%', '50,0%', '1,75']);
    // 280·(200·0.7² + 80·1.75²)/280² = 1.225
    expect(text).toMatch(/Hệ số thiết kế của quyền số \(Kish\): 1,23/);
    expect(text).toContain('Số hồ sơ còn chia theo cách nộp');
    expect(text).toContain('Trong số hồ sơ cùng kỳ: Tại quầy 50,0%; Trực tuyến 50,0%.');
  });

  test('is taken away as tables', async () => {
    const { text } = await page({ take: 'calibrated.csv' });
    expect(text.trimEnd().split('\r\n').at(-1)).toMatch(/^Hiệu chỉnh theo số hồ sơ,62\.50,\d\d\.\d+,\d\d\.\d+,280,\d+$/); // prettier-ignore
    expect((await page({ take: 'items.csv' })).text).toMatch(/3\. Phí,80,28\.6,53\.6,17\.9/);
  });

  test('is for analysts of the unit only', async () => {
    expect((await page({}, await colleague(running(), 'officer', 'city'))).status).toBe(403);
    expect((await page({}, await colleague(running(), 'analyst', 'ward-b'))).status).toBe(404);
    expect(running().errors).toEqual([]);
  });
});
