import { describe, expect, it } from '@jest/globals';
import { unitScopeOn } from '../../../src/access/accounts/unitScope.ts';
import { aUnit } from '../../support/builders.ts';

const province = aUnit('province', { kind: 'province' });
const district = aUnit('district', { parentId: 'province', validTo: '2025-07-01' });
const commune = aUnit('commune', { parentId: 'district', validTo: '2025-07-01' });
const moved = aUnit('moved', {
  parents: [
    { unitId: 'district', from: '2020-01-01', to: '2025-07-01' },
    { unitId: 'province', from: '2025-07-01' },
  ],
});
const coming = aUnit('coming', { parentId: 'province', validFrom: '2027-01-01' });
const all = [province, district, commune, moved, coming];

describe('the units as authority sees them', () => {
  it('an ended unit stays below the one that it belonged to last', () => {
    const scope = unitScopeOn(all, '2026-01-20');
    expect([
      scope.lives('commune'),
      scope.isWithin('commune', 'district'),
      scope.isWithin('commune', 'province'),
    ]).toEqual([false, true, true]);
    expect(scope.subtreeIds(['district'])).toEqual(new Set(['district', 'commune']));
  });

  it('a unit that has moved is below its present parent only', () => {
    expect(unitScopeOn(all, '2026-01-20').isWithin('moved', 'district')).toBe(false);
    expect(unitScopeOn(all, '2025-06-30').isWithin('moved', 'district')).toBe(true);
  });

  it('the outline shows those that live, with nothing lost below those that do not', () => {
    const outline = (day: string) =>
      unitScopeOn(all, day)
        .outline()
        .map(({ unit, depth }) => `${unit.id} ${depth}`);
    expect(outline('2026-01-20')).toEqual(['province 0', 'moved 1']);
    expect(outline('2025-01-01')).toEqual(['province 0', 'district 1', 'commune 2', 'moved 2']);
  });

  it('a circle of parents ends nowhere, instead of never', () => {
    const circle = [aUnit('a', { parentId: 'b' }), aUnit('b', { parentId: 'a' })];
    const scope = unitScopeOn(circle, '2026-01-20');
    expect(scope.isWithin('a', 'elsewhere')).toBe(false);
    expect(scope.subtreeIds(['a'])).toEqual(new Set(['a', 'b']));
  });
});
