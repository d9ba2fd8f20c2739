import { expect, test } from '@jest/globals';
import { ranks } from '../../../src/statistics/ranking/rank.ts';
import { ratio } from '../../../src/statistics/estimation/ratio.ts';

test('equal values share a place and leave the next one free', () => {
  expect(ranks([ratio(9, 10), ratio(1, 2), ratio(45, 50), ratio(95, 100)])).toEqual([2, 4, 2, 1]);
});

test('values that print alike are told apart', () => {
  const [a, b] = [ratio(10n ** 20n + 1n, 10n ** 21n), ratio(10n ** 20n, 10n ** 21n)];
  expect(Number(a.numerator) / Number(a.denominator)).toBe(Number(b.numerator) / Number(b.denominator));
  expect(ranks([b, a])).toEqual([2, 1]);
});

test('a unit without a figure has no place and takes none', () => {
  expect(ranks([undefined, ratio(1, 2), undefined, ratio(1, 3)])).toEqual([undefined, 1, undefined, 2]);
  expect(ranks([])).toEqual([]);
});
