/** The reorganisation of 1 July 2025 around Hồng Ngự (methodology.md, section 10), with made-up answers. */
import type { Inheritance, Succession } from '../../../src/registers/units/succession.ts';
import type { Unit } from '../../../src/registers/units/unit.ts';
import { aUnit } from '../../support/builders.ts';

const vi = (text: string) => ({ vi: text });

function old(id: string, kind: Unit['kind'], code: string, parentId?: string): Unit {
  return aUnit(id, {
    kind,
    codes: [{ code, from: '2020-01-01' }],
    ...(parentId === undefined ? {} : { parentId }),
  });
}

export const oldUnits: readonly Unit[] = [
  old('dong-thap-cu', 'province', '87'),
  old('tien-giang', 'province', '82'),
  old('tp-hong-ngu', 'district', '868', 'dong-thap-cu'),
  old('h-hong-ngu', 'district', '870', 'dong-thap-cu'),
  old('an-loc', 'commune', '29954', 'tp-hong-ngu'),
  old('an-binh-a', 'commune', '29989', 'tp-hong-ngu'),
  old('an-binh-b', 'commune', '29986', 'tp-hong-ngu'),
  old('an-thanh', 'commune', '29955', 'tp-hong-ngu'),
  old('binh-thanh', 'commune', '29959', 'tp-hong-ngu'),
  old('tan-hoi', 'commune', '29965', 'tp-hong-ngu'),
  old('an-lac', 'commune', '29978', 'tp-hong-ngu'),
  old('thuong-thoi-hau-a', 'commune', '29962', 'h-hong-ngu'),
  old('thuong-lac-cu', 'commune', '29977', 'h-hong-ngu'),
];

const heirs: Readonly<Record<string, readonly string[]>> = {
  'dong-thap': ['dong-thap-cu', 'tien-giang'],
  'an-binh': ['an-loc', 'an-binh-a', 'an-binh-b'],
  'hong-ngu': ['an-thanh', 'binh-thanh', 'tan-hoi'],
  'thuong-lac': ['an-lac', 'thuong-thoi-hau-a', 'thuong-lac-cu'],
};

const ward = (id: string, name: string, code: string) =>
  ({ id, kind: 'commune', name: vi(name), code, parentId: 'dong-thap' }) as const;

export const wholes = (byHeir: Readonly<Record<string, readonly string[]>>): readonly Inheritance[] =>
  Object.entries(byHeir).flatMap(([toId, fromIds]) =>
    fromIds.map((fromId) => ({ fromId, toId, extent: 'whole' as const })),
  );

export function aUnitChange(changes: Partial<Succession> = {}): Succession {
  return {
    id: 'change',
    on: '2025-07-01',
    document: { number: '1663/NQ-UBTVQH15', issuedBy: 'Ủy ban Thường vụ Quốc hội' },
    founded: [],
    changed: [],
    ended: [],
    abolished: [],
    inheritances: [],
    entered: { at: new Date('2025-06-20T02:00:00Z'), by: { accountId: 'manager', name: 'manager' } },
    ...changes,
  };
}

export const reorganisation = aUnitChange({
  id: 'reorganisation',
  founded: [
    { id: 'dong-thap', kind: 'province', name: vi('tỉnh Đồng Tháp'), code: '82' },
    ward('an-binh', 'phường An Bình', '29954'),
    ward('hong-ngu', 'phường Hồng Ngự', '29955'),
    ward('thuong-lac', 'phường Thường Lạc', '29978'),
  ],
  ended: Object.values(heirs).flat(),
  abolished: ['tp-hong-ngu', 'h-hong-ngu'],
  inheritances: wholes(heirs),
});
