/** Workbooks of some hundred megabytes, tags and cells. */
import { expect, it } from '@jest/globals';
import { cellsMax, sheetReach } from '../../src/platform/tables/sheetReach.ts';
import { usualLimits, xlsxRows } from '../../src/platform/tables/xlsxRows.ts';
import { sheetOf, text, useWorkbooks, workbook } from '../platform/tables/workbooks.ts';

const { stored, outcomeOf } = useWorkbooks();

it('an XLSX file is read no further than to the byte that is too much, whatever it says of itself', async () => {
  const huge = Buffer.alloc(129 * 1024 * 1024, `<a>${' '.repeat(1000)}</a>`);
  expect(await outcomeOf(workbook(huge))).toBe('tooBig');
  expect(await outcomeOf(workbook(huge, [], 1000))).toBe('damaged');
});

it('an XLSX file is given up where it takes too much memory or time', async () => {
  const rows = Array.from({ length: 200_000 }, (_, at) => `<row r="${at + 1}">${text(`A${at + 1}`)}</row>`);
  const path = await stored(workbook(sheetOf(rows.join(''))));
  for (const limit of [{ memoryMiBMax: 24 }, { silenceMsMax: 1 }])
    await expect(xlsxRows(path, { ...usualLimits, ...limit }).next()).rejects.toMatchObject({
      kind: 'tooBig',
    });
});

it('the cells of a sheet are counted over the pieces that it comes in', () => {
  const { look } = sheetReach();
  const cell = '<c r="A1"/>';
  const piece = cell.repeat(10_000);
  const errors = Array.from({ length: cellsMax / 10_000 }, (_, at) =>
    look(Buffer.from(at % 2 === 0 ? piece.slice(0, 7) : piece.slice(7) + piece)),
  );
  expect(new Set(errors)).toEqual(new Set([undefined]));
  expect(look(undefined) ?? look(Buffer.from(cell)) ?? look(undefined)).toBe('tooManyCells');
});
