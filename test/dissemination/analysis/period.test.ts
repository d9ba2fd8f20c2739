import { describe, expect, test } from '@jest/globals';
import { monthsIn, roundPeriod, typedPeriod } from '../../../src/dissemination/analysis/period.ts';
import { closingAt, openingAt } from '../../support/builders.ts';

const round = { from: '2026-01-05', to: '2026-02-04' };

test('a round is open from the day that it opens on to the day before it closes', () => {
  expect(roundPeriod({ opensAt: openingAt, closesAt: closingAt })).toEqual(round);
});

test('has months of the days within', () => {
  expect([...monthsIn(round)]).toEqual([
    ['2026-01', { from: '2026-01-05', to: '2026-01-31' }],
    ['2026-02', { from: '2026-02-01', to: '2026-02-04' }],
  ]);
});

describe('a period as it is typed', () => {
  const typed: [string, string, unknown][] = [
    ['', '', { period: undefined }],
    ['2026-01-10', '2026-01-12', { period: { from: '2026-01-10', to: '2026-01-12' } }],
    ['2026-01-10', '', { period: { from: '2026-01-10', to: '2026-02-04' } }],
    ['', '2026-01-12', { period: { from: '2026-01-05', to: '2026-01-12' } }],
    ['2026-01', '2026-01', { period: { from: '2026-01-05', to: '2026-01-31' } }],
    ['2026-02', '2026-02', { period: { from: '2026-02-01', to: '2026-02-04' } }],
    ['2026-01-12', '2026-01-10', { error: 'upsideDown', at: 'to' }],
    ['2026-01-04', '', { error: 'outside', at: 'from' }],
    ['2026-01-10', '2026-02-05', { error: 'outside', at: 'to' }],
    ['2025-12', '', { error: 'outside', at: 'from' }],
    ['2026-02-30', '', { error: 'notADay', at: 'from' }],
    ['2026-01-10', 'hôm qua', { error: 'notADay', at: 'to' }],
  ];
  test.each(typed)('%s – %s', (from, to, read) => {
    expect(typedPeriod({ from, to }, round)).toEqual(read);
  });
});
