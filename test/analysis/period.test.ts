import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  bundlesOf,
  bundlesOfMonths,
  keepsBundles,
  monthsIn,
  nearestPeriod,
  roundPeriod,
  typedPeriod,
  type HiddenDay,
} from '../../src/analysis/period.ts';
import { closingAt, openingAt } from '../support/builders.ts';

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
    ['2026-01-12', '2026-01-10', { fault: 'upsideDown', at: 'to' }],
    ['2026-01-04', '', { fault: 'outside', at: 'from' }],
    ['2026-01-10', '2026-02-05', { fault: 'outside', at: 'to' }],
    ['2025-12', '', { fault: 'outside', at: 'from' }],
    ['2026-02-30', '', { fault: 'notADay', at: 'from' }],
    ['2026-01-10', 'hôm qua', { fault: 'notADay', at: 'to' }],
  ];
  test.each(typed)('%s – %s', (from, to, read) => {
    expect(typedPeriod({ from, to }, round)).toEqual(read);
  });
});

const day = (number: number, people: number, answered = people): HiddenDay => ({
  day: on(number),
  people,
  answered,
});
const on = (number: number): string => `2026-01-${String(number).padStart(2, '0')}`;
const period = (from: number, to: number) => ({ from: on(from), to: on(to) });

describe('bundles of hidden days', () => {
  const bundled = (days: readonly HiddenDay[]) =>
    bundlesOf(days).map((bundle) => bundle.map((one) => Number(one.slice(-2))));

  test('hold two days and ten people at least', () => {
    // 6 + 8 = 14 people: either day may have 1 to 13. 4 + 3 + 6 = 13: each may have 1 to 11.
    expect(bundled([day(5, 6), day(6, 8), day(8, 4), day(9, 3), day(10, 6)])).toEqual([
      [5, 6],
      [8, 9, 10],
    ]);
  });

  test('end with a month where its days allow it', () => {
    const of = (givenOn: string, people: number): HiddenDay => ({ day: givenOn, people, answered: people });
    const january = [of('2026-01-05', 6), of('2026-01-06', 8)];
    const over = [of('2026-01-31', 4), of('2026-02-01', 7), of('2026-02-02', 9)];
    expect(bundlesOf([...january, ...over]).map((bundle) => bundle.length)).toEqual([3, 2]);
    expect(bundlesOf(over).map((bundle) => bundle.length)).toEqual([3]); // one day in January has no other to stand with
    expect(bundlesOfMonths([...january, ...over]).map((bundle) => bundle.length)).toEqual([3, 2]);
  });

  test('leave each day a range of five', () => {
    // Twelve people on eight days: each has 1 to 5, which is too narrow, so nothing less than all of them stands.
    expect(bundled([1, 2, 3, 4, 5, 6, 7, 8].map((number) => day(number, number > 4 ? 2 : 1)))).toEqual([
      [1, 2, 3, 4, 5, 6, 7, 8],
    ]);
    expect(bundled([day(1, 9), day(2, 9), ...[3, 4, 5].map((number) => day(number, 1))])).toEqual([
      [1, 2, 3, 4, 5],
    ]);
  });

  test('look at those who answered the question too', () => {
    expect(bundled([day(5, 9, 2), day(6, 9, 2), day(7, 9, 8)])).toEqual([[5, 6, 7]]);
    expect(bundled([day(5, 9, 0), day(6, 9, 0), day(7, 9), day(8, 9)])).toEqual([
      [5, 6],
      [7, 8],
    ]);
  });

  test('are whole within a period or outside of it; the nearest such period is named', () => {
    const bundles = [
      [on(6), on(11)],
      [on(12), on(15), on(17)],
    ];
    expect(keepsBundles(period(6, 11), bundles)).toBe(true);
    expect(keepsBundles(period(7, 10), bundles)).toBe(true); // days that are shown, within a gap
    expect(keepsBundles(period(6, 10), bundles)).toBe(false);
    expect(nearestPeriod(period(7, 10), bundles)).toEqual(period(7, 10));
    expect(nearestPeriod(period(8, 11), bundles)).toEqual(period(6, 11));
    expect(nearestPeriod(period(8, 12), bundles)).toEqual(period(6, 17));
  });

  test('hold each day once, and none that the others do not cover', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(counts, (people) => {
        const days = people.map((count, place) => day(place + 1, count));
        const bundles = bundlesOf(days);
        expect(bundles.flat()).toEqual(days.map((one) => one.day));
        if (bundles.length === 1) return; // all or nothing
        for (const bundle of bundles) {
          const sum = days
            .filter((one) => bundle.includes(one.day))
            .reduce((total, one) => total + one.people, 0);
          expect(bundle.length).toBeGreaterThanOrEqual(2);
          expect(sum).toBeGreaterThanOrEqual(Math.max(10, bundle.length + 5));
        }
      }),
      { numRuns: 200 },
    );
  });
});
