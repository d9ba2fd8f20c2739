import { beforeAll, expect, test } from '@jest/globals';
import { columnReader } from '../../../src/processing/columns/columnReader.ts';
import { measuredRounds } from '../../../src/processing/results/measuredRounds.ts';
import { robustSentences } from '../../../src/dissemination/analysis/robustSentences.ts';
import { analysedRound } from '../../support/analysedRound.ts';
import { useApp } from '../../support/app.ts';
import { colleague } from '../../support/staff.ts';

const running = useApp();
const round = analysedRound(running);

beforeAll(async () => {
  await round.setUp([
    { ward: 0, count: 150, q1: 5, q3: 5, age: 'under25' },
    { ward: 0, count: 20, q1: 2, q3: 2, age: 'under25' },
    { ward: 0, count: 60, q1: 5, q3: 4, age: 'over60' },
    { ward: 0, count: 90, q1: 2, q3: 1, age: 'over60' },
    { ward: 1, count: 6, q1: 5, q3: 5 },
    { ward: 1, count: 34, q1: 4, q3: 3 },
  ]);
});

async function sentencesOn(unitId: string): Promise<readonly string[]> {
  const { stores, clock } = running();
  const now = new Date(clock.now);
  const measured = await measuredRounds(stores, () => now).measure((await stores.rounds.find('round'))!);
  const columns = columnReader(stores);
  const sentences = await robustSentences({ measured, unitId, stores, columns, now }, 'en');
  await columns.stop();
  return sentences;
}

test('name the group that is clearly less satisfied, with the difference', async () => {
  const sentences = await sentencesOn('ward-a');
  expect(sentences.length).toBeLessThanOrEqual(2);
  expect(sentences.at(-1)).toMatch(
    /less satisfied than all others \(−[\d.]+ points\), statistically significant\.$/,
  );
});

test('say nothing of a unit of which nothing is certain', async () => {
  expect(await sentencesOn('ward-b')).toEqual([]);
});

test('stand on the first page of an analysis, until something is chosen', async () => {
  const analyst = await colleague(running(), 'analyst', 'city');
  const open = async (more: string) =>
    (await analyst.get(`/staff/analysis?round=round&unit=ward-a${more}`)).text;
  const [first, chosen] = [await open(''), await open('&rows=channel')];
  expect(first).toContain('hài lòng thấp hơn mọi người còn lại');
  expect(first).toContain('Chỉ nêu kết quả có ý nghĩa thống kê');
  expect(chosen).not.toContain('hài lòng thấp hơn mọi người còn lại');
  expect(running().errors).toEqual([]);
});
