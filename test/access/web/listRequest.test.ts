import { describe, expect, it } from '@jest/globals';
import { orderOf, sortedBy } from '../../../src/access/web/listRequest.ts';
import type { Value } from '../../../src/access/web/columns.ts';

const up = { key: 'any', isAscending: true, isReversed: false };
const down = { key: 'any', isAscending: false, isReversed: true };

describe('rows', () => {
  it.each<readonly [string, readonly Value[], readonly Value[]]>([
    ['numbers by size', [10, 9, -1], [-1, 9, 10]],
    ['numbers in names by size', ['xã 10', 'xã 9'], ['xã 9', 'xã 10']],
    ['Vietnamese names in their alphabet', ['Đồng', 'Ea', 'Dương'], ['Dương', 'Đồng', 'Ea']],
    ['times', [new Date(2), new Date(1)], [new Date(1), new Date(2)]],
    ['lines by the first that differs', [['a', 'c'], ['a', 'b']], [['a', 'b'], ['a', 'c']]], // prettier-ignore
  ])('are sorted with %s', (_, values, expected) => {
    expect(sortedBy(values, (value) => value, up, 'vi')).toEqual(expected);
    expect(sortedBy(values, (value) => value, down, 'vi')).toEqual(expected.toReversed());
  });

  it('without a value come last in both directions', () => {
    for (const order of [up, down])
      expect(sortedBy([undefined, 1, ''], (value) => value, order, 'vi')).toEqual([1, undefined, '']);
  });
});

it('a column that begins with the highest is ascending only against its order', () => {
  const columns = [{ key: 'at', isHighestFirst: true }];
  expect(orderOf(columns, 'at')).toMatchObject({ isAscending: false, isReversed: false });
  expect(orderOf(columns, '-at')).toMatchObject({ isAscending: true, isReversed: true });
});
