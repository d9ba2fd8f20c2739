import { describe, expect, test } from '@jest/globals';
import { axisOrder, inOrderOf, nextOrder } from '../../../src/dissemination/analysis/crosstabOrder.ts';

describe('the order of an axis', () => {
  test('comes from the address, and only by a group of the table', () => {
    expect(axisOrder('desc:qr', ['qr', 'kiosk'])).toEqual({ key: 'qr', direction: 'descending' });
    expect(axisOrder('asc:', ['qr'])).toEqual({ key: undefined, direction: 'ascending' });
    expect(axisOrder('asc:paper', ['qr'])).toBeUndefined();
    for (const text of ['', 'qr', 'up:qr']) expect(axisOrder(text, ['qr'])).toBeUndefined();
  });

  test('goes with each click from the highest first to the lowest first and back', () => {
    const first = nextOrder('qr', undefined);
    const second = nextOrder('qr', axisOrder(first, ['qr']));
    expect([first, second, nextOrder('qr', axisOrder(second, ['qr']))]).toEqual(['desc:qr', 'asc:qr', '']);
    expect(nextOrder(undefined, axisOrder(second, ['qr']))).toBe('desc:');
  });

  test('sorts by value, with groups that have none last', () => {
    const values: Record<string, number | undefined> = { a: 80, b: undefined, c: 95, d: 70 };
    const order = (text: string) => inOrderOf(Object.keys(values), axisOrder(text, []), (key) => values[key]).join(''); // prettier-ignore
    expect([order(''), order('desc:'), order('asc:')]).toEqual(['abcd', 'cadb', 'dacb']);
  });
});
