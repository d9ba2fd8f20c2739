import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  countOf,
  areAscending,
  rangesText,
  withNumber,
  without,
  type NumberRange,
} from '../../../src/collection/devices/numberRanges.ts';

const numbers = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 40 });
const rangesOf = (list: readonly number[]): readonly NumberRange[] =>
  list.reduce<readonly NumberRange[]>((ranges, number) => withNumber(ranges, number), []);
const expand = (ranges: readonly NumberRange[]): number[] =>
  ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
const sorted = (set: Iterable<number>): number[] => [...set].toSorted((one, other) => one - other);

describe('a set of numbers as ranges', () => {
  it('holds exactly the numbers that were put in, in whatever order they came', () => {
    fc.assert(
      fc.property(numbers, (list) => {
        const ranges = rangesOf(list);
        expect(expand(ranges)).toEqual(sorted(new Set(list)));
        expect(countOf(ranges)).toBe(new Set(list).size);
        expect(areAscending(ranges)).toBe(true);
      }),
    );
  });

  it('is one range when nothing is missing, however the numbers came', () => {
    expect(rangesOf([5, 1, 3, 2, 4])).toEqual([[1, 5]]);
  });

  it('stays the very same when a number comes again', () => {
    const ranges = rangesOf([1, 2, 5]);
    expect(withNumber(ranges, 2)).toBe(ranges);
  });

  it('without another set has exactly what is left', () => {
    fc.assert(
      fc.property(numbers, numbers, (list, taken) => {
        const left = without(rangesOf(list), rangesOf(taken));
        expect(expand(left)).toEqual(sorted(new Set(list.filter((number) => !taken.includes(number)))));
      }),
    );
  });

  it('is written for people', () => {
    expect(rangesText(rangesOf([3, 7, 8, 9]))).toBe('3, 7–9');
  });

  it.each<{ ranges: readonly NumberRange[] }>([
    { ranges: [[2, 1]] },
    { ranges: [[0, 1]] },
    { ranges: [[1, 2], [3, 4]] }, // prettier-ignore
    { ranges: [[1, 2], [2, 4]] }, // prettier-ignore
  ])('is not $ranges', ({ ranges }) => {
    expect(areAscending(ranges)).toBe(false);
  });
});
