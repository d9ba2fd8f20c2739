/** The text of a signed copy, held against the frozen figures. */
import { describe, expect, test } from '@jest/globals';
import { compareFigures } from '../../../src/dissemination/signedCopies/compareFigures.ts';
import { mayBeKept } from '../../../src/dissemination/signedCopies/signedCopy.ts';
import type { PublishedUnit } from '../../../src/processing/published/publication.ts';

/** @param hundredths of a percent; undefined: the index is not shown */
function aUnit(id: string, name: string, hundredths: number | undefined): PublishedUnit {
  const figure =
    hundredths === undefined
      ? { state: 'hidden' }
      : { state: 'shown', value: { units: hundredths, decimals: 2 } };
  return { id, name: { vi: name, en: `${name} (en)` }, whole: { figure } } as unknown as PublishedUnit;
}

const units = [
  aUnit('city', 'thành phố Mới', 7250),
  aUnit('a', 'phường Tân An', 8000),
  aUnit('b', 'phường Tân An Đông', 6105),
  aUnit('c', 'phường Nhỏ', undefined),
];
const compared = (...lines: string[]) => compareFigures(lines, units);

describe('a file agrees with the publication', () => {
  test('where each index stands next to its unit, in either language and with or without the sign', () => {
    const comparison = compared(
      'BÁO CÁO của Thành phố Mới',
      '1  Phường Tân An  80,00%  75,10% – 84,90%',
      '2  phường  Tân An Đông (en)  61.05',
      '3  phường Nhỏ  ít hơn 10 người',
      'Chỉ số của thành phố Mới là',
      '72,50% người trả lời',
    );
    expect(comparison).toEqual({ agreeing: 3, published: 3, differing: [], disclosed: [], hasWhole: true });
    expect(mayBeKept(comparison)).toBe(true);
  });

  test('where further percentages stand next to a unit as well', () => {
    const comparison = compared('thành phố Mới: phản hồi 41%', 'thành phố Mới: hài lòng 72,50%');
    expect(comparison).toMatchObject({ agreeing: 1, differing: [], hasWhole: true });
  });

  test('where a report has shares of cases and targets of actions next to a unit', () => {
    const comparison = compared(
      'thành phố Mới 72,50%',
      'phường Tân An  81,8% (n = 11)  80,1% (n = 10)',
      'phường Tân An Đông: Kết quả  Niêm yết phí  91,00% → 93,00%',
      'phường Tân An Đông: Kết quả  Niêm yết phí  91,00% →  đang làm,',
      'giải quyết  UBND phường Tân An Đông  93,00%  quá hạn',
    );
    expect(comparison).toMatchObject({ differing: [], agreeing: 1 });
  });

  test('where names have signs that patterns are made of', () => {
    const odd = [aUnit('odd', 'phường 1-2 (A+B) [mới].', 5000)];
    expect(compareFigures(['Phường 1-2 (A+B) [mới]. 50,00%'], odd)).toMatchObject({ agreeing: 1 });
  });

  test('where some units are not in it, which are counted as such', () => {
    const comparison = compared('thành phố Mới 72,50%');
    expect(comparison).toMatchObject({ agreeing: 1, published: 3 });
    expect(mayBeKept(comparison)).toBe(true);
  });
});

describe('a file is not kept', () => {
  test('where a unit has another index, which is named with both', () => {
    const comparison = compared('thành phố Mới 72,50%', 'phường Tân An 81,00% (75,10% – 84,90%)');
    expect(comparison.differing).toEqual([
      { name: 'phường Tân An', index: '80,00%', found: '81,00%; 75,10%; 84,90%' },
    ]);
    expect(mayBeKept(comparison)).toBe(false);
  });

  test('where the index of a unit stands only next to another one', () => {
    const { differing } = compared(
      'thành phố Mới 72,50%',
      'phường Tân An 61,05%',
      'phường Tân An Đông 80,00%',
    );
    expect(differing.map(({ name }) => name)).toEqual(['phường Tân An', 'phường Tân An Đông']);
  });

  test('where an index is rounded, since it is then another number', () => {
    expect(compared('thành phố Mới 72,5%', 'phường Tân An Đông 61,1%').differing).toEqual([
      { name: 'phường Tân An Đông', index: '61,05%', found: '61,1%' },
    ]);
  });

  test('where a percentage stands next to a unit whose index is suppressed', () => {
    for (const line of ['phường Nhỏ 33,33%', 'phường Nhỏ 33,33% (n = 9)']) {
      const comparison = compared('thành phố Mới 72,50%', line);
      expect(comparison.disclosed).toEqual(['phường Nhỏ']);
      expect(mayBeKept(comparison)).toBe(false);
    }
  });

  test('where the index of the whole is nowhere, as in a scanned file', () => {
    expect(mayBeKept(compared())).toBe(false);
    expect(mayBeKept(compared('phường Tân An 80,00%', 'thành phố Mới'))).toBe(false);
  });
});

test('of two units with one name nothing is said, since nobody can tell which is meant', () => {
  const twins = [...units, aUnit('d', 'phường Nhỏ', 1000)];
  const { differing, disclosed, agreeing } = compareFigures(
    ['thành phố Mới 72,50%', 'phường Nhỏ 33,33%'],
    twins,
  );
  expect({ differing, disclosed, agreeing }).toEqual({ differing: [], disclosed: [], agreeing: 1 });
});
