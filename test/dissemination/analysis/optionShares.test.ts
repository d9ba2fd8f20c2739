import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analysedRound, cellsOf } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { severalSurvey } from '../../support/builders.ts';
import { colleague, type Browser } from '../../support/staff.ts';

describe('shares of options', () => {
  const running = useApp();
  const round = analysedRound(running);
  let analyst: Browser;

  beforeAll(async () => {
    await round.setUp(
      [
        { ward: 0, count: 30, ways: [1] },
        { ward: 0, count: 20, ways: [1, 3] },
        { ward: 0, count: 30, ways: [0] },
        { ward: 0, count: 5, ways: [2] },
        { ward: 0, count: 7 },
        { ward: 1, count: 40, ways: [1] },
        { ward: 1, count: 20, ways: [3] },
      ],
      severalSurvey,
    );
    analyst = await colleague(running(), 'analyst', 'city');
  });

  const page = async (address: string, request: Record<string, string>) => {
    const asked = { round: 'round', unit: 'ward-a', ...request };
    return await analyst.get(`/staff/analysis/${address}?${new URLSearchParams(asked).toString()}`);
  };

  test('are of those who answered, each option by itself, and none of these is no option', async () => {
    const { text } = await page('levels', {});
    expect(text).toContain('3. Nộp hồ sơ qua đâu?');
    expect(text).toContain('85 người trả lời, có thể chọn nhiều');
    const rows = cellsOf(text);
    expect(rows['Trực tuyến']![0]).toMatch(/^58,82% /); // 50 of 85
    expect(rows['Tại quầy']![0]).toMatch(/^23,53% /); // 20 of 85
    expect(Object.keys(rows)).not.toContain('Không chọn mục nào ở trên');
  });

  test('are suppressed where fewer than ten chose an option, or could be worked out by subtraction', async () => {
    const rows = cellsOf((await page('levels', {})).text);
    expect(rows['Bưu điện']![0]).not.toMatch(/%/); // 5 of 85
    // Nobody chose it in the other ward: shown there, or in both together, it would follow for this one.
    for (const unit of ['ward-b', 'city'])
      expect(cellsOf((await page('levels', { unit })).text)['Bưu điện']![0]).not.toMatch(/%/);
  });

  test('are of all respondents: there are none under a filter', async () => {
    const { text } = await page('levels', { filter1: 'channel=qr' });
    expect(text).not.toContain('có thể chọn nhiều');
  });

  test('are taken away as a table', async () => {
    const { text } = await page('levels', { take: 'options-q3.csv' });
    expect(text).toMatch(/^Trực tuyến,58\.82,/m);
  });

  test('an option is a dimension of crosstabs, but not beside another of its question', async () => {
    const one = await page('', { of: 'whole', rows: 'question:q3_1', columns: '' });
    expect(one.status).toBe(200);
    expect(Object.keys(cellsOf(one.text))).toContain('Chọn');
    const both = await page('', { of: 'whole', rows: 'question:q3_1', columns: 'question:q3_3' });
    expect(both.status).toBe(422);
    expect(both.text).toContain('các lựa chọn của một câu chọn nhiều');
  });
});

/** docs/privacy.md: what the counts of two options say of those who chose both. */
test('of two published options, how many chose both stays open among eleven numbers or more', () => {
  const publishable = fc
    .tuple(fc.integer({ min: 20, max: 1000 }), fc.nat(), fc.nat())
    .map(([people, one, other]) => {
      const count = (seed: number): number => 10 + (seed % (people - 19)); // chosen, and left out, by ten or more
      return { people, one: count(one), other: count(other) };
    });
  fc.assert(
    fc.property(publishable, ({ people, one, other }) => {
      const [fewest, most] = [Math.max(0, one + other - people), Math.min(one, other)];
      expect(most - fewest).toBeGreaterThanOrEqual(10);
    }),
  );
});
