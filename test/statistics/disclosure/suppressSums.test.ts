import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSmall } from '../../../src/statistics/disclosure/threshold.ts';
import { suppressSums } from '../../../src/statistics/disclosure/suppressTable.ts';

const suppressed = (parts: Readonly<Record<string, number>>, unpublished: readonly string[] = []) => {
  const counts = new Map(Object.entries(parts));
  counts.set(
    'total',
    Object.values(parts).reduce((sum, count) => sum + count, 0),
  );
  const found = suppressSums(
    (key) => counts.get(key) ?? 0,
    [...counts.keys()],
    [{ total: 'total', parts: Object.keys(parts) }],
    new Set(unpublished),
  );
  return [...found].sort().join(' ');
};

test.each([
  ['nothing is suppressed from ten respondents on', { a: 10, b: 40 }, ''],
  ['one small part is suppressed with the smallest other', { a: 3, b: 40, c: 20 }, 'a c'],
  ['small parts of ten respondents together need no other', { a: 3, b: 7, c: 20 }, 'a b'],
  ['a part without respondents hides nobody', { a: 3, b: 0, c: 20, d: 30 }, 'a c'],
  ['the first of equals is suppressed', { a: 3, b: 20, c: 20 }, 'a b'],
  ['a small total is suppressed with all of its parts', { a: 3, b: 4 }, 'a b total'],
])('%s', (_, parts, keys) => {
  expect(suppressed(parts as Record<string, number>)).toBe(keys);
});

test('an unpublished residual is a part that a reader can subtract', () => {
  expect(suppressed({ a: 20, residual: 4 }, ['residual'])).toBe('a residual');
  expect(suppressed({ a: 20, residual: 14 }, ['residual'])).toBe('residual');
  expect(suppressed({ a: 20, residual: 0 }, ['residual'])).toBe('residual');
});

test('what a reader can subtract from a published total is of nobody or of ten respondents or more', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(12), fc.nat(60)), { minLength: 1, maxLength: 8 }), (counts) => {
      const keys = counts.map((_, at) => `${at}`);
      const total = counts.reduce((sum, count) => sum + count, 0);
      const found = suppressSums(
        (key) => (key === 'total' ? total : counts[Number(key)]!),
        ['total', ...keys],
        [{ total: 'total', parts: keys }],
      );
      const together = keys
        .filter((key) => found.has(key))
        .reduce((sum, key) => sum + counts[Number(key)]!, 0);
      expect(found.has('total') || together === 0 || together >= 10).toBe(true);
      for (const [at, count] of counts.entries()) expect(isSmall(count) && !found.has(`${at}`)).toBe(false);
    }),
  );
});

test('each part is counted once, however many there are', () => {
  const parts = Array.from({ length: 50 }, (_, at) => at);
  const counted: number[] = [];
  suppressSums((part) => counted.push(part), parts, [{ parts }]);
  expect(counted).toEqual(parts);
});
