import { expect, test } from '@jest/globals';
import { progress, responseShare } from '../../../src/statistics/sampling/fieldProgress.ts';

test('progress shows what is missing, and what came without a plan', () => {
  expect(
    progress(
      new Map([
        ['a', 50],
        ['b', 10],
      ]),
      new Map([
        ['b', 12],
        ['c', 1],
      ]),
    ),
  ).toEqual([
    { key: 'a', planned: 50, received: 0, missing: 50 },
    { key: 'b', planned: 10, received: 12, missing: 0 },
    { key: 'c', planned: 0, received: 1, missing: 0 },
  ]);
});

test('a response rate is a share of transactions, where there are enough of them', () => {
  expect(responseShare(25, 100)).toBe(0.25);
  expect(responseShare(0, 0)).toBeUndefined();
  expect(responseShare(3, 2)).toBe('moreAnswersThanTransactions');
});
