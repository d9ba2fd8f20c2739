/** Made-up rounds whose truth is known, few of each kind: `npm run intervals:coverage` tries many more. */
import { describe, expect, test } from '@jest/globals';
import { coverageOf, rankCoverage, type MadeUpRound } from '../../../scripts/simulation/coverage.ts';

const repetitions = { seed: 7, rounds: 300 };
const asked = { questions: 22, correlation: 0.3 };

describe('an interval of 95 % holds the truth in at least 95 % of rounds', () => {
  test.each([0.9, 0.97])('of a lone unit of thirty people at a share of %d', (satisfied) => {
    const lone: MadeUpRound = { ...asked, satisfied, units: [{ respondents: 30 }] };
    const { covered, widthPoints } = coverageOf(lone, 'firstUnit', repetitions);
    expect(covered).toBeGreaterThan(0.95);
    expect(widthPoints).toBeLessThan(16); // thirty answers that are independent would give 22
  });

  test.each([0.9, 0.97])('where twelve people stand for 60 %% of all, at a share of %d', (satisfied) => {
    const others = Array.from({ length: 9 }, () => ({ respondents: 100, population: 4000 }));
    const units = [{ respondents: 12, population: 54_000 }, ...others];
    expect(coverageOf({ ...asked, satisfied, units }, 'weighted', repetitions).covered).toBeGreaterThan(0.95);
  });
});

test('twelve equally good units are all told alike in about 95 % of rounds', () => {
  const units = Array.from({ length: 12 }, () => ({ respondents: 100 }));
  const right = rankCoverage({ ...asked, satisfied: 0.9, units }, { seed: 7, rounds: 100 });
  expect(right).toBeGreaterThanOrEqual(0.9); // 0.95 less twice the error of a hundred rounds
});
