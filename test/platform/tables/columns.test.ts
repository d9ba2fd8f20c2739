import { expect, it } from '@jest/globals';
import { placesOf } from '../../../src/platform/tables/columns.ts';

const wanted = [
  { key: 'unit', headings: ['Đơn vị', 'Unit'] },
  { key: 'files', headings: ['Số hồ sơ', 'Files'] },
  { key: 'note', headings: ['Ghi chú'], optional: true },
] as const;

it('finds columns by any of their headings, in any order', () => {
  const { places, faults } = placesOf(['FILES', 'đơn  vị'], wanted);
  expect([places.get('unit'), places.get('files'), places.get('note'), faults]).toEqual([
    1,
    0,
    undefined,
    [],
  ]);
});

it('names columns that are missing, there twice, or of nobody', () => {
  expect(placesOf(['Unit', 'Đơn vị', 'Màu'], wanted).faults).toEqual([
    { kind: 'twice', heading: 'Đơn vị' },
    { kind: 'unknown', heading: 'Màu' },
    { kind: 'missing', heading: 'Số hồ sơ' },
  ]);
});
