import { expect, test } from '@jest/globals';
import { slotAfter, slotOf } from '../../../src/processing/results/liveSlots.ts';

test('the fixed times are 0, 6, 12 and 18 o’clock in Viet Nam', () => {
  const slots = [
    '2026-01-19T16:59:59Z',
    '2026-01-19T17:00:00Z',
    '2026-01-20T04:59:59Z',
    '2026-01-20T05:00:00Z',
  ];
  expect(slots.map((now) => slotOf(new Date(now)).toISOString())).toEqual([
    '2026-01-19T11:00:00.000Z',
    '2026-01-19T17:00:00.000Z',
    '2026-01-19T23:00:00.000Z',
    '2026-01-20T05:00:00.000Z',
  ]);
  expect(slotAfter({ slotAt: slotOf(new Date('2026-01-20T05:00:00Z')) })).toEqual(
    new Date('2026-01-20T11:00:00Z'),
  );
});
