import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  bandAround,
  bandWidth,
  drawBands,
  type DrawnBand,
  type Measurement,
} from '../../../src/statistics/disclosure/liveState.ts';

const anOffset = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const aCount = fc.integer({ min: 200, max: 2_000_000 });

function aMeasurement(changes: Partial<Measurement>): Measurement {
  return { unitId: 'ward-a', scope: '', share: 0.9, respondents: 10, answers: 220, ...changes };
}

describe('the band of an index', () => {
  test('contains the index, wherever the grid begins', () => {
    fc.assert(
      fc.property(aCount, fc.double({ min: 0, max: 1, noNaN: true }), anOffset, (answers, part, offset) => {
        const share = Math.round(part * answers) / answers;
        const { low, high } = bandAround(share, bandWidth({ respondents: 100, answers })!, offset);
        expect(low).toBeLessThanOrEqual(100 * share);
        expect(high).toBeGreaterThanOrEqual(100 * share);
      }),
    );
  });

  test('ends at whole percents from 0 to 100, at most one percent wider than its grid', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), anOffset, (share, offset) => {
        const { low, high } = bandAround(share, 5, offset);
        expect([Number.isInteger(low), Number.isInteger(high), low >= 0, high <= 100]).not.toContain(false);
        expect(high - low).toBeLessThanOrEqual(6);
      }),
    );
  });

  test('has the narrowest width that is worth 40 answers', () => {
    const widths = [199, 200, 399, 400, 800, 1999, 2000, 3999, 4000].map((answers) =>
      bandWidth({ respondents: 10, answers }),
    );
    expect(widths).toEqual([undefined, 20, 20, 10, 5, 5, 2, 2, 1]);
    fc.assert(
      fc.property(aCount, (answers) => {
        expect((bandWidth({ respondents: 10, answers })! / 100) * answers).toBeGreaterThanOrEqual(40);
      }),
    );
  });

  test('is not drawn of nine respondents, however many answers they gave', () => {
    expect(bandWidth({ respondents: 9, answers: 9_000 })).toBeUndefined();
  });
});

describe('the next bands', () => {
  const at = new Date('2026-01-20T05:00:00Z');
  const [held] = drawBands([], [aMeasurement({})], { at, offset: () => 0.25 });
  const next = (changes: Partial<Measurement>): DrawnBand[] =>
    drawBands([held!], [aMeasurement(changes)], {
      at: new Date(at.getTime() + 1),
      offset: () => {
        throw new Error('a band that is kept takes no other place for its grid');
      },
    });

  test('are those that are shown, until the answers have changed by half', () => {
    // 0.9 lies in the cell from 85 to 105 of a grid of 20 that begins at 5.
    expect(held).toMatchObject({ low: 85, high: 100, respondents: 10, answers: 220, drawnAt: at });
    expect(next({ share: 0.1 })).toEqual([held]);
    expect(next({ share: 0, answers: 329, respondents: 15 })).toEqual([held]);
    expect(() => next({ answers: 330, respondents: 15 })).toThrow('takes no other place');
    expect(next({ answers: 147, respondents: 9 })).toEqual([held]);
  });

  test('follow ten thousand answers more, of however many', () => {
    const many = [{ ...held!, answers: 100_000 }];
    const draw = (answers: number) =>
      drawBands(many, [aMeasurement({ answers })], { at, offset: () => 0.5 })[0];
    expect([draw(109_999) === many[0], draw(110_000) === many[0]]).toEqual([true, false]);
  });

  test('leave out what was annulled to fewer than ten respondents', () => {
    expect(next({ answers: 146, respondents: 7 })).toEqual([]);
  });

  test('stand for themselves in each unit and factor', () => {
    const drawn = drawBands(
      [held!],
      [
        aMeasurement({}),
        aMeasurement({ scope: 'factor f1', answers: 200 }),
        aMeasurement({ unitId: 'city' }),
      ],
      { at: new Date(at.getTime() + 1), offset: () => 0.5 },
    );
    expect(drawn.map(({ low, drawnAt }) => [low, drawnAt === at])).toEqual([
      [85, true],
      [90, false],
      [90, false],
    ]);
  });
});
