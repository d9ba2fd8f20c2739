import { beforeAll, describe, expect, test } from '@jest/globals';
import { analysedRound, cellsOf, type Forms } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { colleague, type Browser } from '../../support/staff.ts';

const given: readonly Forms[] = [
  { ward: 0, count: 60, q1: 5, q3: 5 },
  { ward: 0, count: 40, q1: 4, q3: 3 },
  { ward: 0, count: 20, q1: 3, q3: 4 },
  { ward: 0, count: 20, q1: 1, q3: 2 },
  { ward: 1, count: 40, q1: 5, q3: 5 },
  { ward: 1, count: 4, q1: 1, q3: 1 },
];

describe('the page of drivers', () => {
  const running = useApp();
  const round = analysedRound(running);
  let analyst: Browser;

  const page = async (request: Record<string, string>, browser = analyst) =>
    await browser.get(
      `/staff/analysis/drivers?${new URLSearchParams({ round: 'round', unit: 'city', ...request }).toString()}`,
    );

  beforeAll(async () => {
    await round.setUp(given);
    analyst = await colleague(running(), 'analyst', 'city');
  });

  test('shows the share of each factor with its interval, the halo in one sentence, and the quadrants', async () => {
    const { status, text } = await page({});
    expect(status).toBe(200);
    const shares = Object.entries(cellsOf(text)).slice(0, 2);
    expect(shares.map(([factor]) => factor)).toEqual(['Tiếp cận dịch vụ', 'Thủ tục hành chính']);
    const percents = shares.map(([, [share]]) => Number(share!.replace('%', '').replace(',', '.')));
    expect(percents[0]! + percents[1]!).toBeCloseTo(100, 6);
    expect(shares[0]![1][1]).toMatch(/^từ [\d,]+% đến [\d,]+%$/);
    expect(text).toContain('tương quan trung bình 0,');
    expect(text).toContain('không phải chỉ số chính thức');
    expect(text).toContain('Giả định: quan hệ giữa điểm các yếu tố');
    expect(text.match(/<table class="plots"|<svg class="chart"/g)).toEqual([
      '<table class="plots"',
      '<svg class="chart"',
    ]);
    expect(text).toMatch(/class="intervalBeside"/);
  });

  test('explains one question by the others', async () => {
    const { status, text } = await page({ of: 'question:q3' });
    expect(status).toBe(200);
    expect(cellsOf(text)['Tiếp cận dịch vụ']![0]).toBe('100,0%');
    expect(text).not.toContain('trung bình mọi câu trả lời của một người');
  });

  test('can be taken away as a table whose notes say that it is not official', async () => {
    const { text } = await page({ take: 'drivers.csv' });
    expect(text.split('\r\n')[1]).toMatch(/^Tiếp cận dịch vụ,\d+\.\d,\d+\.\d,\d+\.\d$/);
  });

  test('does not know factors as outcomes', async () => {
    const { status, text } = await page({ of: 'factor:access' });
    expect([status, text.includes('không có trong đợt')]).toEqual([422, true]);
  });

  test('shows an analyst the own units only, and officers nothing', async () => {
    expect((await page({}, await colleague(running(), 'analyst', 'ward-b'))).status).toBe(404);
    expect((await page({}, await colleague(running(), 'officer', 'city'))).status).toBe(403);
    expect(running().errors).toEqual([]);
  });
});

describe('drivers of few people', () => {
  const running = useApp();
  const round = analysedRound(running);

  test('are not shown, nor those of a unit that is suppressed to protect them', async () => {
    await round.setUp([
      { ward: 0, count: 60, q1: 5, q3: 5 },
      { ward: 0, count: 60, q1: 4, q3: 3 },
      { ward: 1, count: 5, q1: 1, q3: 1 },
      { ward: 1, count: 4, q1: 5, q3: 1 },
    ]);
    const analyst = await colleague(running(), 'analyst', 'city');
    const of = async (unit: string) =>
      (await analyst.get(`/staff/analysis/drivers?round=round&unit=${unit}`)).text;
    for (const unit of ['ward-a', 'ward-b']) {
      const text = await of(unit);
      expect(text).toContain('không hiển thị để bảo vệ người trả lời');
      expect(text).not.toContain('<svg class="chart"');
    }
    expect(await of('city')).toContain('<svg class="chart"');
  });
});
