import { expect, it } from '@jest/globals';
import { positionsOf } from '../../../src/platform/tables/columns.ts';

const wanted = [
  { key: 'unit', headings: ['Đơn vị', 'Unit'] },
  { key: 'files', headings: ['Số hồ sơ', 'Files'] },
  { key: 'note', headings: ['Ghi chú'], optional: true },
] as const;

it('finds columns by any of their headings, in any order', () => {
  const { positions, errors } = positionsOf(['FILES', 'đơn  vị'], wanted);
  expect([positions.get('unit'), positions.get('files'), positions.get('note'), errors]).toEqual([
    1,
    0,
    undefined,
    [],
  ]);
});

it('names columns that are missing, there twice, or of nobody', () => {
  expect(positionsOf(['Unit', 'Đơn vị', 'Màu'], wanted).errors).toEqual([
    { kind: 'twice', heading: 'Đơn vị' },
    { kind: 'unknown', heading: 'Màu' },
    { kind: 'missing', heading: 'Số hồ sơ' },
  ]);
});
