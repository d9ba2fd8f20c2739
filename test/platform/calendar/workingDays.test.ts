import { expect, test } from '@jest/globals';
import { weekOf } from '../../../src/platform/calendar/workingDays.ts';

test('a week is named by its Monday', () => {
  expect(weekOf('2026-01-20')).toBe('2026-01-19');
  expect(weekOf('2026-01-19')).toBe('2026-01-19');
  expect(weekOf('2026-01-25')).toBe('2026-01-19');
  expect(weekOf('2026-01-01')).toBe('2025-12-29');
});
