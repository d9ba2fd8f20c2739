import { describe, expect, test } from '@jest/globals';
import { targetForm } from '../../../src/improvement/postalService/input.ts';
import {
  changePoints,
  countsOf,
  monthsOfYear,
  sharePercent,
  sumOfCounts,
} from '../../../src/improvement/postalService/share.ts';
import type { Caseload } from '../../../src/registers/caseloads/caseload.ts';

const line: Caseload = { unitId: 'a', month: '2025-12', filing: 'counter', transactions: 60 };
const byPost: Caseload = { ...line, filing: 'post', transactions: 20, returnedByPost: 15 };

describe('shares of public post', () => {
  test('are of all files received, and of those of which is told how they went back', () => {
    const online: Caseload = { ...line, filing: 'online', returnedByPost: 30 };
    const counts = sumOfCounts([line, byPost, online].map(countsOf));
    expect(counts).toEqual({ transactions: 140, received: 20, told: 80, returned: 45 });
    expect(sharePercent(counts, 'received')).toEqual({ units: 1429, decimals: 2 }); // 20/140
    expect(sharePercent(counts, 'returned')).toEqual({ units: 5625, decimals: 2 }); // 45/80
  });

  test('are none where there is nothing to divide by', () => {
    expect(sharePercent(sumOfCounts([]), 'received')).toBeUndefined();
    expect(sharePercent(countsOf(line), 'returned')).toBeUndefined();
    expect(sharePercent(countsOf(line), 'received')).toEqual({ units: 0, decimals: 2 });
    expect(changePoints(undefined, { units: 1, decimals: 2 })).toBeUndefined();
  });

  test('are compared month by month', () => {
    const lines = ['2025-03', '2025-01', '2024-05', '2025-03'].map((month) => ({ ...line, month }));
    expect(monthsOfYear(lines, '2025')).toEqual(['2025-01', '2025-03']);
  });

  test.each([
    ['40', { target: { received: 4000 }, invalid: [] }],
    ['40,5 %', { target: { received: 4050 }, invalid: [] }],
    ['100.00', { target: { received: 10_000 }, invalid: [] }],
    ['', { target: {}, invalid: [] }],
    ['100,01', { target: {}, invalid: ['received'] }],
    ['many', { target: {}, invalid: ['received'] }],
  ])('have a target as typed: %j', (received, expected) => {
    const sent = targetForm.judged({ year: '2025', received, returned: '' }, 'en');
    const target = sent.ok && sent.values.received !== undefined ? { received: sent.values.received } : {};
    expect({ target, invalid: Object.keys(sent.errors) }).toEqual(expected);
  });
});
