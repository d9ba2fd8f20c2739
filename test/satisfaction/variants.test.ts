import { expect, test } from '@jest/globals';
import { mayReplaceShown, type ShownCell } from '../../src/satisfaction/variants.ts';

const cells = (...rows: readonly (readonly [people: number, hidden?: 'hidden'])[]): Map<string, ShownCell> =>
  new Map(rows.map(([people, hidden], place) => [`cell ${place}`, { people, hidden: hidden !== undefined }]));

test.each([
  ['nothing moved', cells([40], [60]), cells([40], [60]), true],
  ['ten more people', cells([40], [60]), cells([50], [60]), true],
  ['nine more people', cells([40], [60]), cells([49], [60]), false],
  ['three fewer', cells([40], [60]), cells([37], [60]), false],
  ['moves in what is hidden in both', cells([5, 'hidden'], [60]), cells([7, 'hidden'], [60]), true],
  ['a cell that comes to be shown by ten', cells([5, 'hidden'], [60]), cells([15], [60]), true],
  ['a cell that comes to be shown by three', cells([8, 'hidden'], [60]), cells([11], [60]), false],
  ['a cell that comes to be shown unchanged', cells([12, 'hidden'], [60]), cells([12], [60]), false],
  ['the first few in a cell', cells([0], [60]), cells([3, 'hidden'], [70]), true],
  ['the first people at all', cells(), cells([30], [60]), true],
  ['a cell that goes', cells([40], [12]), cells([40]), true],
])('%s', (_, shown, next, may) => {
  expect(mayReplaceShown(shown, next)).toBe(may);
});
