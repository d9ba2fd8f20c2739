import { expect, test } from '@jest/globals';
import { mayRelease, type ReleasedState } from '../../../src/statistics/disclosure/release.ts';

const state = (ward: readonly number[], suppressed: readonly string[] = []): ReleasedState => ({
  respondents: { 'ward whole ': ward, 'city whole ': [100, 0] },
  suppressed,
});

test.each([
  ['nothing has changed', state([40, 40]), state([40, 40]), true],
  ['ten respondents were taken out', state([40, 40]), state([30, 30]), true],
  ['three respondents were taken out', state([40, 40]), state([37, 37]), false],
  [
    'three were taken out of what is suppressed',
    state([9, 9], ['ward whole ']),
    state([6, 6], ['ward whole ']),
    false,
  ],
  ['the unit itself changed by a few, its total by ten', state([40, 20]), state([30, 17]), false],
  ['a figure is suppressed in one of them only', state([40, 40]), state([40, 40], ['ward whole ']), false],
  ['the same figures are suppressed', state([40, 40], ['a', 'b']), state([20, 20], ['b', 'a']), true],
])('where %s', (_, before, after, isAllowed) => {
  expect(mayRelease(before, after)).toBe(isAllowed);
});
