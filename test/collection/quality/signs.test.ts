import { describe, expect, test } from '@jest/globals';
import {
  gapIndex,
  scoreLocation,
  scoresFrom,
  type PointHour,
} from '../../../src/collection/quality/pointHour.ts';
import { measuresOf, signsOf } from '../../../src/collection/quality/signs.ts';
import { curveOf, theTwoHundred } from '../../../scripts/quality/curve.ts';

/** An hour with so many forms, of which some have the best level throughout; gaps as given, else long. */
function anHour(hour: number, forms: number, best: number, shortGaps = 0): PointHour {
  const scores = scoresFrom.map(() => 0);
  scores[10] = best;
  scores[6] = forms - best;
  return {
    hour,
    forms,
    straight: best,
    apart: 0,
    flags: {},
    scores,
    arrivals: forms,
    gaps: [0, 0, shortGaps, 0, 0, Math.max(0, forms - 1 - shortGaps), 0],
  };
}

describe('signs of answering for others', () => {
  const honest = Array.from({ length: 10 }, (_, day) => [8, 9, 10, 14, 15].map((hour) => anHour(hour, 8, day % 2 ? 1 : 2))); // prettier-ignore

  test('five best in a row in one hour of each day are a heap', () => {
    const days = honest.map((day, at) =>
      day.map((hour, index) => (index === at % 5 ? anHour(hour.hour, 9, 6, 6) : hour)),
    );
    expect(signsOf(honest)).toEqual([]);
    expect(signsOf(days)[0]).toMatchObject({ kind: 'clusters' });
  });

  test('an office where nearly everybody is content is not suspect for that', () => {
    const content = honest.map((day) => day.map(({ hour }) => anHour(hour, 8, 7)));
    expect(signsOf([...content, ...content, ...content])).toEqual([]);
  });

  test('many best at one time of the day, and a kind that became more frequent, are signs', () => {
    const evening = honest.map((day) => [...day, anHour(16, 8, 8)]);
    expect(signsOf(evening).map(({ kind }) => kind)).toContain('hourOfDay');
    const past = [...honest, ...honest];
    const after = honest.map((day) => day.map(({ hour, scores }) => anHour(hour, 8, scores[10]! + 2)));
    expect(signsOf([...past, ...after]).map(({ kind }) => kind)).toContain('change');
    expect(signsOf([...past, ...honest])).toEqual([]);
  });

  test('with two days, or none, nothing is said', () => {
    expect(measuresOf(honest.slice(0, 2))).toEqual([]);
    expect(measuresOf([])).toEqual([]);
  });

  test('of two hundred made-up offices most that forge are pointed out within ten days, and few honest ones', () => {
    const { honest: honestShares, forging } = curveOf(theTwoHundred);
    expect(forging[9]).toBeGreaterThanOrEqual(0.8);
    expect(honestShares[9]).toBeLessThanOrEqual(0.05);
  });
});

describe('what is kept of an hour', () => {
  test.each([
    ['the best throughout', [5, 5, 5], 10],
    ['the second throughout', [4, 4, 4], 5],
    ['between the two', [5, 5, 4], 8],
    ['the worst', [1, 1, 1], 0],
    ['with "no opinion" beside', [0, 5, 5], 10],
  ])('the class of a score: %s', (_case, answered, location) => {
    expect(scoreLocation(answered.map((level) => ({ level, levels: 5 })))).toBe(location);
  });

  test('nothing but "no opinion" has no score', () => {
    expect(scoreLocation([{ level: 0, levels: 5 }])).toBeUndefined();
  });

  test('the class of a gap: from its least number of seconds', () => {
    expect([0, 15, 29, 30, 655].map(gapIndex)).toEqual([0, 0, 0, 1, 6]);
  });
});
