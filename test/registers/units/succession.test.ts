import { describe, expect, it } from '@jest/globals';
import { breaksOf, unitsAsOf } from '../../../src/registers/units/unitAsOf.ts';
import { standingChanges, unitsThrough, type Succession } from '../../../src/registers/units/succession.ts';
import { successionErrors } from '../../../src/registers/units/successionErrors.ts';
import { unitTreeOn } from '../../../src/registers/units/unitTree.ts';
import { aUnitChange, oldUnits, reorganisation, wholes } from './reorganisation.ts';
import { holdsOn } from '../../../src/platform/calendar/validity.ts';

/** Which unit bears a code on a day. */
function bearerOf(code: string, day: string, changes: readonly Succession[] = [reorganisation]): string[] {
  const living = unitsThrough(oldUnits, changes).filter(({ validFrom, validTo }) =>
    holdsOn({ from: validFrom, to: validTo }, day),
  );
  return living
    .filter(({ codes }) => codes.some((each) => each.code === code && holdsOn(each, day)))
    .map(({ id }) => id);
}

describe('the reorganisation of 1 July 2025', () => {
  it('has no error, and turns nine units into three wards without a district above them', () => {
    expect(successionErrors(oldUnits, [], reorganisation)).toEqual([]);
    const units = unitsThrough(oldUnits, [reorganisation]);
    const [eve, day] = [unitTreeOn(units, '2025-06-30'), unitTreeOn(units, '2025-07-01')];
    expect(eve.childIds('tp-hong-ngu')).toHaveLength(7);
    expect(eve.has('an-binh')).toBe(false);
    expect(day.rootIds()).toEqual(['dong-thap']);
    expect(day.childIds('dong-thap')).toEqual(['an-binh', 'hong-ngu', 'thuong-lac']);
  });

  it('gives codes a second meaning, from its day on', () => {
    for (const [code, before, after] of [
      ['29954', 'an-loc', 'an-binh'],
      ['29955', 'an-thanh', 'hong-ngu'],
      ['29978', 'an-lac', 'thuong-lac'],
      ['82', 'tien-giang', 'dong-thap'],
    ] as const) {
      expect([bearerOf(code, '2025-06-30'), bearerOf(code, '2025-07-01')]).toEqual([[before], [after]]);
    }
    expect(bearerOf('29989', '2025-07-01')).toEqual([]);
  });

  it('puts answers together anew as of its day, and leaves them as they were collected before it', () => {
    // Satisfied answers of all answers, made up.
    const collected: Readonly<Record<string, readonly [satisfied: number, valid: number]>> = {
      'an-loc': [90, 100], // 90 %, under code 29954
      'an-binh-a': [180, 300], // 60 %
      'an-binh-b': [60, 100], // 60 %
      'an-thanh': [180, 200], // 90 %
      'binh-thanh': [50, 100], // 50 %
      'tan-hoi': [70, 100], // 70 %
      'an-lac': [70, 100], // 70 %
      'thuong-thoi-hau-a': [30, 50], // 60 %
      'thuong-lac-cu': [40, 50], // 80 %
    };
    const percents = (day: string): Record<string, number> => {
      const location = unitsAsOf([reorganisation], day);
      const sums = new Map<string, [number, number]>();
      for (const [id, [satisfied, valid]] of Object.entries(collected)) {
        const unitId = location(id).unitId ?? 'broken';
        const [sum, all] = sums.get(unitId) ?? [0, 0];
        sums.set(unitId, [sum + satisfied, all + valid]);
      }
      return Object.fromEntries([...sums].map(([id, [sum, all]]) => [id, (sum / all) * 100]));
    };
    expect(percents('2025-06-30')).toMatchObject({
      'an-loc': 90,
      'an-binh-a': 60,
      'an-thanh': 90,
      'an-lac': 70,
    });
    // 90 + 180 + 60 = 330 of 500 (averages of averages would say 70); 180 + 50 + 70 = 300 of 400; 140 of 200.
    expect(percents('2025-07-01')).toEqual({ 'an-binh': 66, 'hong-ngu': 75, 'thuong-lac': 70 });
  });

  it('breaks every series that it touches: the new ward of an old code is not the old one', () => {
    const location = unitsAsOf([reorganisation], '2025-07-01');
    expect(location('tp-hong-ngu')).toEqual({ breaksAt: reorganisation });
    expect(unitsAsOf([reorganisation], '2025-06-30')('an-binh')).toEqual({ breaksAt: reorganisation });
    expect(new Set(breaksOf(reorganisation)).size).toBe(13 + 4);
  });

  it('is undone by another act only, and stands again when that one is undone', () => {
    const undo = aUnitChange({ id: 'undo', undoes: 'reorganisation' });
    const redo = aUnitChange({ id: 'redo', undoes: 'undo' });
    expect(unitsThrough(oldUnits, [reorganisation, undo])).toEqual(oldUnits);
    expect(standingChanges([reorganisation, undo, redo])).toEqual([reorganisation]);
    expect(successionErrors(oldUnits, [reorganisation], undo)).toEqual([]);
    expect(successionErrors(oldUnits, [reorganisation, undo], { ...undo, id: 'again' })).toEqual([
      { kind: 'notStanding', ids: ['reorganisation'] },
    ]);
    const later = aUnitChange({
      id: 'later',
      on: '2026-01-01',
      changed: [{ unitId: 'an-binh', name: { vi: 'An Bình' } }],
    });
    expect(successionErrors(oldUnits, [reorganisation, later], undo)).toEqual([
      { kind: 'builtUpon', ids: ['later'] },
    ]);
  });
});

describe('other successions', () => {
  const ward = (id: string, code?: string) =>
    ({ id, kind: 'commune', name: { vi: id }, parentId: 'tp-hong-ngu', ...(code ? { code } : {}) }) as const;

  it('a split breaks the series of the old unit, which is read as of the day before', () => {
    const split = aUnitChange({
      founded: [ward('north'), ward('south')],
      ended: ['an-loc'],
      inheritances: ['north', 'south'].map((toId) => ({ fromId: 'an-loc', toId, extent: 'part' as const })),
    });
    expect(successionErrors(oldUnits, [], split)).toEqual([]);
    expect(unitsAsOf([split], '2025-07-01')('an-loc')).toEqual({ breaksAt: split });
    expect(unitsAsOf([split], '2025-06-30')('an-loc')).toEqual({ unitId: 'an-loc' });
    expect(breaksOf(split)).toEqual(['an-loc', 'north', 'south']);
  });

  it('a new name, or one unit founded anew from one, breaks nothing', () => {
    const renamed = aUnitChange({ changed: [{ unitId: 'an-loc', name: { vi: 'phường An Lộc mới' } }] });
    expect(breaksOf(renamed)).toEqual([]);
    const tree = (day: string) => unitTreeOn(unitsThrough(oldUnits, [renamed]), day);
    expect([tree('2025-06-30').name('an-loc').vi, tree('2025-07-01').name('an-loc').vi]).toEqual([
      'phường an-loc',
      'phường An Lộc mới',
    ]);
    const anew = aUnitChange({
      founded: [ward('new')],
      ended: ['an-loc'],
      inheritances: wholes({ new: ['an-loc'] }),
    });
    expect(breaksOf(anew)).toEqual([]);
    expect(unitsAsOf([anew], '2025-06-30')('new')).toEqual({ unitId: 'an-loc' });
    expect(unitsAsOf([anew], '2025-07-01')('an-loc')).toEqual({ unitId: 'new' });
  });

  it.each<[string, Partial<Succession>, string[]]>([
    ['nothing', {}, ['change']],
    ['lost', { ended: ['an-loc'] }, ['an-loc']],
    [
      'lost',
      { ended: ['an-loc'], inheritances: [{ fromId: 'an-loc', toId: 'an-lac', extent: 'part' }] },
      ['an-loc'],
    ],
    [
      'overlap',
      { ended: ['an-loc'], inheritances: wholes({ 'an-lac': ['an-loc'], 'tan-hoi': ['an-loc'] }) },
      ['an-loc'],
    ],
    ['overlap', { inheritances: wholes({ 'an-lac': ['an-loc'] }) }, ['an-loc']],
    ['notLiving', { changed: [{ unitId: 'nowhere', code: '1' }] }, ['nowhere']],
    [
      'idTaken',
      { founded: [ward('an-lac')], ended: ['an-loc'], inheritances: wholes({ 'an-lac': ['an-loc'] }) },
      ['an-lac'],
    ],
    [
      'noHeir',
      { ended: ['an-loc', 'an-lac'], inheritances: wholes({ 'an-lac': ['an-loc'], 'tan-hoi': ['an-lac'] }) },
      ['an-lac'],
    ],
    ['fromNothing', { founded: [ward('new')], abolished: ['an-loc'] }, ['new']],
    ['orphan', { changed: [{ unitId: 'an-loc', parentId: 'nowhere' }] }, ['an-loc']],
    [
      'cycle',
      { changed: [{ unitId: 'dong-thap-cu', parentId: 'tp-hong-ngu' }] },
      ['dong-thap-cu', 'tp-hong-ngu'],
    ],
    ['codeTwice', { changed: [{ unitId: 'an-loc', code: '29955' }] }, ['an-loc', 'an-thanh']],
  ])('%s is an error, by the units that it is about', (kind, changes, ids) => {
    expect(successionErrors(oldUnits, [], aUnitChange(changes))).toEqual([{ kind, ids }]);
  });

  it('a second act of the same day cannot end or divide what the first has ended or founded', () => {
    const second = aUnitChange({
      id: 'second',
      changed: [{ unitId: 'an-loc', name: { vi: 'x' } }],
      abolished: ['an-binh'],
    });
    expect(successionErrors(oldUnits, [reorganisation], second)).toEqual([
      { kind: 'notLiving', ids: ['an-binh', 'an-loc'] },
    ]);
  });

  it('units are added without inheriting anything, and a name is put right on the day of founding', () => {
    const added = aUnitChange({ founded: [ward('new', '1'), ward('other', '2')] });
    expect(successionErrors(oldUnits, [], added)).toEqual([]);
    const corrected = aUnitChange({ id: 'later', changed: [{ unitId: 'new', name: { vi: 'phường Mới' } }] });
    expect(successionErrors(oldUnits, [added], corrected)).toEqual([]);
    const unit = unitsThrough(oldUnits, [added, corrected]).find(({ id }) => id === 'new');
    expect(unit?.names).toEqual([{ text: { vi: 'phường Mới' }, from: '2025-07-01' }]);
  });

  it('a code is borne once below a root; another tree may have its own', () => {
    const again = { ...ward('new', '29954'), parentId: 'tien-giang' };
    expect(successionErrors(oldUnits, [], aUnitChange({ founded: [again] }))).toEqual([]);
    expect(
      successionErrors(oldUnits, [], aUnitChange({ founded: [{ ...again, parentId: 'dong-thap-cu' }] })),
    ).toEqual([{ kind: 'codeTwice', ids: ['an-loc', 'new'] }]);
  });

  it('a name is borne once under a parent, unless codes tell the two apart', () => {
    const again = { ...ward('new'), name: { vi: 'Phường  An-loc' } };
    const twice = [{ kind: 'nameTwice', ids: ['new'] }];
    expect(successionErrors(oldUnits, [], aUnitChange({ founded: [again] }))).toEqual(twice);
    const coded = { ...again, code: '1' };
    expect(successionErrors(oldUnits, [], aUnitChange({ founded: [coded] }))).toEqual([]);
    const elsewhere = { ...again, parentId: 'tien-giang' };
    expect(successionErrors(oldUnits, [], aUnitChange({ founded: [elsewhere] }))).toEqual([]);
    const inItsLocation = aUnitChange({
      founded: [again],
      ended: ['an-loc'],
      inheritances: wholes({ new: ['an-loc'] }),
    });
    expect(successionErrors(oldUnits, [], inItsLocation)).toEqual([]);
  });

  it('an earlier act cannot end what a later one rests on, or give its code to another', () => {
    const earlier = { id: 'earlier', on: '2024-01-01' };
    expect(
      successionErrors(oldUnits, [reorganisation], aUnitChange({ ...earlier, abolished: ['an-loc'] })),
    ).toEqual([{ kind: 'builtUpon', ids: ['reorganisation'] }]);
    const changed = [{ unitId: 'tien-giang', code: '870' }];
    expect(successionErrors(oldUnits, [], aUnitChange({ ...earlier, changed }))).toEqual([]);
    const late = aUnitChange({
      id: 'late',
      on: '2025-01-01',
      changed: [{ unitId: 'dong-thap-cu', code: '99' }],
    });
    const taken = aUnitChange({ ...earlier, changed: [{ unitId: 'tien-giang', code: '99' }] });
    expect(successionErrors(oldUnits, [late], taken)).toEqual([
      { kind: 'codeTwice', ids: ['dong-thap-cu', 'tien-giang'] },
    ]);
  });

  it('abolishing what others belong to leaves them without a place', () => {
    const errors = successionErrors(oldUnits, [], aUnitChange({ abolished: ['h-hong-ngu'] }));
    expect(errors).toEqual([{ kind: 'orphan', ids: ['thuong-thoi-hau-a', 'thuong-lac-cu'] }]);
  });
});
