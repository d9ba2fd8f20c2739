/**
 * An intruder who sees every analysis of a closed round, in each unit, beside its results, knows how many respondents there are in
 * every cell, and works out with linear programs what fewer than ten of them answered.
 *
 * More provinces: `ATTACK_SEEDS=1-12 npm run test:all -- test/attack/findings.test.ts`; it prints how many cells are known.
 */
import { afterAll, describe, expect, test } from '@jest/globals';
import { once } from '../../src/platform/once.ts';
import { WHOLE } from '../../src/statistics/estimation/scope.ts';
import { analysedProvince, groupings } from './analysedProvince.ts';
import { analystsFigures, scopes } from './analystsFigures.ts';
import { analystOf, smallCells, type Outcome } from './analystIntruder.ts';

const ordinarySeed = 4;
const [from = ordinarySeed, to = from] = (process.env['ATTACK_SEEDS'] ?? '')
  .split('-')
  .filter(Boolean)
  .map(Number);
const seeds = Array.from({ length: to - from + 1 }, (_, index) => from + index);
const isSummarised = process.env['ATTACK_SEEDS'] !== undefined;

const counts: Record<string, Record<Outcome | 'asked', number>> = {};
function note(what: string, outcomes: readonly Outcome[]): void {
  const count = (counts[what] ??= { asked: 0, hidden: 0, alike: 0, known: 0 });
  count.asked += outcomes.length;
  for (const outcome of outcomes) count[outcome] += 1;
}

describe.each(seeds)('of province %d', (seed) => {
  const made = analysedProvince(seed);
  const everything = once(async () => await analystsFigures((await made).asking, scopes));

  test('the analyses of the index give no small cell', async () => {
    const { respondents, asking } = await made;
    const analyst = analystOf(respondents, false);
    const figures = (await analystsFigures(asking, [WHOLE])).filter(({ scope }) => scope.kind === 'whole');
    expect(figures.filter((figure) => !analyst.isTrue(figure))).toEqual([]);
    const asked = smallCells(respondents, [WHOLE], Object.keys(groupings));
    const outcomes = analyst.attack(figures, asked);
    note('index', outcomes);
    expect(asked.filter((_, at) => outcomes[at] === 'known')).toEqual([]);
  });

  // Each takes many seconds of processor time; of the days, which are many, the index is asked above.
  const others = isSummarised ? Object.keys(groupings).filter((by) => by !== 'day') : ['channel'];
  test.each(others)('with factors and questions they give hardly any, by %s', async (by) => {
    const { respondents } = await made;
    const analyst = analystOf(respondents, true);
    const figures = (await everything()).filter(({ group }) => group.of.every((one) => one.by === by));
    expect(figures.filter((figure) => !analyst.isTrue(figure))).toEqual([]);
    const asked = smallCells(respondents, scopes, [by]);
    const outcomes = analyst.attack(figures, asked);
    note('factors and questions', outcomes);
    expect(outcomes.filter((outcome) => outcome === 'known').length).toBeLessThanOrEqual(0.02 * asked.length);
  });
});

describe('the intruder among analysts', () => {
  test('reads every analysis', async () => {
    const { asking } = await analysedProvince(ordinarySeed);
    const sources = new Set((await analystsFigures(asking, [WHOLE])).map(({ source }) => source));
    expect([...sources].sort()).toEqual(
      [
        'comments',
        'drift',
        'drivers',
        'gaps',
        'margins',
        'nonresponse',
        'results',
        'small-units',
        'target',
      ].sort(),
    );
  });

  test('finds small cells where all others are shown', async () => {
    const { respondents } = await analysedProvince(ordinarySeed);
    const analyst = analystOf(respondents, false);
    const asked = smallCells(respondents, [WHOLE], ['channel']);
    expect(analyst.attack(analyst.allBut(asked, 'channel'), asked)).toContain('known');
  });
});

afterAll(() => {
  if (!isSummarised) return;
  for (const [what, { asked, alike, known }] of Object.entries(counts))
    process.stdout.write(
      `${what}: of ${asked} small cells, ${known} known exactly, ${alike} more by totals that are all or none\n`,
    );
});
