import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countingPlan } from '../../src/satisfaction/countingPlan.ts';
import { hiddenLevels, levelFigure, levelsTogether, type LevelSlice } from '../../src/satisfaction/levels.ts';
import { roundFigures } from '../../src/satisfaction/roundFigures.ts';
import { surveyShape } from '../../src/satisfaction/surveyShape.ts';
import { aMethod, smallSurvey } from '../support/builders.ts';
import { afterClosing, aMeasuredRound } from './measured.ts';

const share = countingPlan(aMethod(), surveyShape(smallSurvey));
const mean = countingPlan(aMethod({ mode: 'mean', meanScore: 'fromZero' }), surveyShape(smallSurvey));
const [q1] = share.questions;

const together = (counts: readonly number[], plan = share) =>
  levelsTogether(plan, plan.questions[0]!, (level) => counts[level - 1]!);

describe('levels of a question', () => {
  test.each([
    ['are told by themselves from ten people on', [10, 12, 20, 60, 100], [[1], [2], [3], [4], [5]]],
    ['are told with others of their side', [8, 12, 20, 60, 100], [[1, 2], [3], [4], [5]]],
    // 3 and 2 are 5 people, of whom a level has 1 to 4: the third level covers them.
    ['leave a range of five', [3, 2, 50, 12, 100], [[1, 2, 3], [4], [5]]],
    ['are told as a side where nothing covers them', [0, 3, 0, 30, 50], [[1, 2, 3], [4], [5]]],
    ['are told of both sides apart', [3, 0, 30, 4, 50], [[1, 3], [2], [4, 5]]],
    ['that nobody chose are told to be so', [0, 0, 0, 40, 50], [[1], [2], [3], [4], [5]]],
  ])('%s', (_, counts, parts) => {
    expect(together(counts)).toEqual(parts);
  });

  test('by means are one side, whose sum of scores is told too', () => {
    // 3, 2 and 10 people with 22 points (0, 1 and 2 each): the first level could only have 1 to 3. So one more joins them.
    expect(together([3, 2, 10, 40, 45], mean)).toEqual([[1, 2, 3, 4], [5]]);
  });

  test('are all there once, and no part has one to nine people, but for a whole side', () => {
    const counts = fc.array(fc.oneof(fc.nat(15), fc.nat(200)), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(counts, (people) => {
        const parts = together(people);
        expect(new Set(parts.flat())).toEqual(new Set([1, 2, 3, 4, 5]));
        expect(parts.flat()).toHaveLength(5);
        for (const part of parts) {
          const sum = part.reduce((total, level) => total + people[level - 1]!, 0);
          const isSide = ['1,2,3', '4,5'].includes(part.join(','));
          expect(sum === 0 || sum >= 10 || isSide).toBe(true);
        }
      }),
    );
  });
});

test('a city tells its levels though each of its wards has few who are not satisfied', () => {
  const wards = Array.from({ length: 12 }, (_, place) => slice(`ward ${place}`, [2, 3, 4, 40, 50]));
  const city = slice('city', [24, 36, 48, 480, 600]);
  const sums = [{ total: 'city', parts: wards.map(({ key }) => key) }];
  const hidden = hiddenLevels(share, q1!, [city, ...wards], sums);
  expect([...hidden].filter((key) => key.startsWith('city'))).toEqual([]);
  // Nine people of a ward leave their levels a range of three: told as a side. The other side is not touched.
  expect(hidden.size).toBe(12 * 3);
});

function slice(key: string, counts: readonly number[]): LevelSlice {
  return { key, countOf: (level) => counts[level - 1]!, index: 'shown' };
}

test('what a unit hides is not what its city has more than the other units', () => {
  const units = [
    slice('city', [20, 15, 60, 90, 150]),
    slice('a', [20, 12, 30, 60, 100]),
    slice('b', [0, 3, 30, 30, 50]),
  ];
  const hidden = hiddenLevels(share, q1!, units, [{ total: 'city', parts: ['a', 'b'] }]);
  expect(hidden).toContain('b 2');
  expect(hidden.has('a 2') || hidden.has('city 2')).toBe(true);
  // Beside it another level of the same ward, since the index of the ward tells the sum of its side.
  expect(hidden.has('b 1') || hidden.has('b 3')).toBe(true);
});

test('the share of a level is of those who chose any', () => {
  const measured = aMeasuredRound([
    { unitId: 'ward-a', count: 30, answers: { q1: 5, q2: 5, q3: 5 } },
    { unitId: 'ward-a', count: 50, answers: { q1: 2, q2: 5, q3: 5 } },
    { unitId: 'ward-a', count: 20, answers: { q1: 0, q2: 5, q3: 5 } }, // no opinion
  ]);
  const cell = roundFigures(measured, afterClosing).cells.cell('ward-a');
  const figure = levelFigure(measured.plan, measured.plan.questions[0]!, [1, 2], {
    sample: { strata: [{ cell }], isProbability: false },
    context: { unitsBasis: 'asCollected', designEffect: 1 },
  });
  expect(figure).toMatchObject({ state: 'shown', value: { units: 6250, decimals: 2 }, people: 80 });
});
