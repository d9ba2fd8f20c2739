import { expect, test } from '@jest/globals';
import { plainTable } from '../../../src/platform/tables/table.ts';
import { xlsxFile } from '../../../src/platform/tables/xlsxWriter.ts';
import { partOf } from '../../support/docx.ts';

async function sheetOf(headings: readonly string[], cells: readonly (string | number)[]): Promise<string> {
  const file = await xlsxFile([{ name: 'Đơn vị', ...plainTable(headings, [cells]) }]);
  return await partOf(file, 'xl/worksheets/sheet1.xml');
}

test('a column is as wide as what stands in it, within bounds', async () => {
  const name = 'Phòng Lao động – Thương binh và Xã hội';
  const sheet = await sheetOf(['Đơn vị', 'Hạng', 'Nguyên văn'], [name, 5, 'chữ '.repeat(100)]);
  const widths = [...sheet.matchAll(/<col [^>]*width="(\d+)"/g)].map(([, width]) => Number(width));
  expect(widths).toEqual([name.length + 2, 11, 45]);
  expect(sheet).toContain('<row r="2" ht="135">'); // 400 letters in 9 lines
});

test('a sheet is printed across the page, as wide as it unless it has very many columns', async () => {
  const few = await sheetOf(['Đơn vị'], ['An Thạnh']);
  const many = await sheetOf(
    Array.from({ length: 21 }, (_, index) => `q${index}`),
    [1],
  );
  expect(few).toContain('fitToPage="1"');
  expect(many).not.toContain('fitToPage');
  expect(many).toMatch(/orientation="landscape"[^>]*\/><\/worksheet>$/);
});
