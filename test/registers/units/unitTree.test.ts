import { describe, expect, test } from '@jest/globals';
import { unitTreeOn } from '../../../src/registers/units/unitTree.ts';
import { aUnit } from '../../support/builders.ts';

const units = [
  aUnit('province', { kind: 'province' }),
  aUnit('city', { kind: 'district', parentId: 'province' }),
  aUnit('rural', { kind: 'district', parentId: 'province', validTo: '2025-07-01' }),
  aUnit('ward', {
    parents: [
      { unitId: 'rural', from: '2020-01-01', to: '2024-01-01' },
      { unitId: 'city', from: '2024-01-01' },
    ],
    names: [
      { text: { vi: 'xã Cũ' }, from: '2020-01-01', to: '2024-01-01' },
      { text: { vi: 'phường Mới' }, from: '2024-01-01' },
    ],
  }),
  aUnit('office', { kind: 'office', parentId: 'city' }),
];

describe('the tree of units', () => {
  test('is that of its day: the ward was in the rural district under another name', () => {
    const before = unitTreeOn(units, '2023-12-31');
    const after = unitTreeOn(units, '2024-01-01');
    expect(before.subtreeIds('rural')).toEqual(['rural', 'ward']);
    expect(after.subtreeIds('city')).toEqual(['city', 'ward', 'office']);
    expect([before.name('ward').vi, after.name('ward').vi]).toEqual(['xã Cũ', 'phường Mới']);
  });

  test('leaves out what is no more from its last day on', () => {
    expect(unitTreeOn(units, '2025-06-30').has('rural')).toBe(true);
    expect(unitTreeOn(units, '2025-07-01').has('rural')).toBe(false);
  });

  test('compares like with like: same parent and same kind', () => {
    const tree = unitTreeOn(units, '2024-06-01');
    expect(tree.peerIds('city')).toEqual(['city', 'rural']);
    expect(tree.peerIds('ward')).toEqual(['ward']);
    expect(tree.ancestorIds('ward')).toEqual(['city', 'province']);
    expect(tree.rootIds()).toEqual(['province']);
  });
});
