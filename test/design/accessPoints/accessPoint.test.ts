import { describe, expect, test } from '@jest/globals';
import { isAccessCode, revisionAt } from '../../../src/design/accessPoints/accessPoint.ts';
import { anAccessPoint } from '../../support/builders.ts';

const may = new Date('2026-05-01T00:00:00Z');
const june = new Date('2026-06-01T00:00:00Z');
const july = new Date('2026-07-01T00:00:00Z');

describe('an access point', () => {
  const point = anAccessPoint('WARD22', 'old', {
    revisions: [
      { number: 1, roundId: 'r', unitId: 'old', from: may },
      { number: 2, roundId: 'r', unitId: 'new', from: june, to: july },
    ],
  });

  test.each([
    ['before it begins', new Date(may.getTime() - 1), undefined],
    ['on its first revision', may, 'old'],
    ['from the instant on at which it was re-targeted', june, 'new'],
    ['just before it ends', new Date(july.getTime() - 1), 'new'],
  ])('%s', (_when, now, unitId) => {
    expect(revisionAt(point, now)?.unitId).toBe(unitId);
  });

  test('that has ended does not fall back to an older revision that was left open', () => {
    expect(revisionAt(point, july)).toBeUndefined();
  });
});

test('a code has 4 to 12 letters and digits that nobody mistakes for one another', () => {
  expect(['WARD22', '2345', 'ZZZZZZZZZZZZ'].every(isAccessCode)).toBe(true);
  expect(['ABC', 'WARD10', 'ward22', 'WARDOL', 'ABCDEFGHJKMNP', 'WARD 2'].some(isAccessCode)).toBe(false);
});
