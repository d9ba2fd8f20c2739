import { describe, expect, it } from '@jest/globals';
import { calledBy, unitCalledOn } from '../../../src/registers/units/unitCalled.ts';
import { aUnit } from '../../support/builders.ts';

const from = '2020-01-01';
const named = (id: string, vi: string) => ({ ...aUnit(id, {}), names: [{ text: { vi }, from }] });
const units = [named('one', 'Xã Tân Thạnh'), named('other', 'Xã Tân Thanh'), named('third', 'Xã Hòa An')];
const day = '2026-01-20';
const called = unitCalledOn(units, [day]);

describe('what a unit is called', () => {
  it.each([
    ['Xã Tân Thạnh', ['one']],
    ['xã  tân thanh ', ['other']],
    ['XÃ TÂN THẠNH'.normalize('NFD'), ['one']],
    ['xa tan thanh', ['one', 'other']],
    ['Xã Hoà An', ['third']], // the mark on the other letter
    ['Xã Tân', []],
    ['X. Hòa An', ['third']],
    ['UBND xã Hòa An', ['third']],
    ['P.Hòa An', ['third']],
    ['X. Tân Thạnh', ['one', 'other']], // an abbreviation loses the marks too
  ])('"%s" is %j: a name as it is written goes before one without its marks or its kind', (text, ids) => {
    expect(called(text)).toEqual(ids);
  });

  it('is its name, else its code, else its id: by each it is found again', () => {
    const twins = [
      { ...named('coded', 'Xã Bình An'), codes: [{ code: '00123', from }] },
      { ...named('bare', 'Xã Bình An'), codes: [] },
      ...units,
    ];
    const calledTwins = unitCalledOn(twins, [day]);
    const texts = twins.map((unit) => calledBy(unit, calledTwins, { day, language: 'vi' }));
    expect(texts).toEqual(['00123', 'bare', 'Xã Tân Thạnh', 'Xã Tân Thanh', 'Xã Hòa An']);
    expect(texts.map(calledTwins)).toEqual(twins.map(({ id }) => [id]));
  });
});
