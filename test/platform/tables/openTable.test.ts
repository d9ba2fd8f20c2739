import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openTable } from '../../../src/platform/tables/openTable.ts';
import { csvText } from '../../../src/platform/tables/csv.ts';
import { plainTable } from '../../../src/platform/tables/table.ts';
import { xlsxFile } from '../../../src/platform/tables/xlsxWriter.ts';
import { useFolders } from '../../support/folder.ts';
import { archiveOf, docxParts } from '../../registers/evidence/someFiles.ts';

const folder = useFolders();
const limits = { rowsMax: 10, columnsMax: 5 };

async function read(content: string | Buffer, some = limits) {
  const path = join(await folder(), 'table');
  await writeFile(path, content);
  const { headings, rows } = await openTable(path, some);
  const found = [];
  for await (const row of rows) found.push(row);
  return { headings, rows: found };
}

/** Text as the errors' sentences begin. */
async function errorOf(content: string | Buffer, some = limits): Promise<string> {
  return await read(content, some).then(
    () => 'none',
    (error: { kind?: string }) => error.kind ?? 'another',
  );
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const table = {
  headings: ['Đơn vị', 'Số hồ sơ'],
  rows: [
    { row: 2, cells: ['An Lộc', '12'], isTooLong: false },
    { row: 4, cells: ['', '7'], isTooLong: false },
  ],
};

describe('a table of CSV', () => {
  it.each([
    ['commas', 'Đơn vị,Số hồ sơ\nAn Lộc,12\n\n,7\n'],
    ['semicolons, as Excel writes it in Vietnamese', '\ufeffĐơn vị;Số hồ sơ\r\nAn Lộc;12\r\n;\r\n;7\r\n'],
    ['tabs', 'Đơn vị\tSố hồ sơ\nAn Lộc\t12\n\n\t7'],
    ['quotes and blanks', '"Đơn vị" ,"Số hồ sơ"\n" An Lộc ","12"\n\n,"7"'.replace(' ,', ',')],
    ['separators too many and too few', 'Đơn vị,Số hồ sơ,,\nAn Lộc,12,,,,\n\n,7,'],
    ['letters composed in parts', 'Đơn vị,Số hồ sơ\nAn Lộc,12\n\n,7'.normalize('NFD')],
  ])('with %s', async (_what, text) => {
    expect(await read(text)).toEqual(table);
  });

  it.each([
    ['UTF-16 from Excel', Buffer.from('\ufeffĐơn vị\tSố hồ sơ\r\nAn Lộc\t12\r\n\r\n\t7', 'utf16le')],
    ['UTF-16 the other way round', utf16be('\ufeffĐơn vị,Số hồ sơ\nAn Lộc,12\n\n,7')],
  ])('in %s', async (_what, bytes) => {
    expect(await read(bytes)).toEqual(table);
  });

  it('in UTF-16 without a mark, when its first letter is a plain one', async () => {
    const bytes = Buffer.from('Unit,Files\nAn Lộc,12\n', 'utf16le');
    expect((await read(bytes)).rows[0]?.cells).toEqual(['An Lộc', '12']);
    expect((await read(Buffer.from(bytes).swap16())).rows[0]?.cells).toEqual(['An Lộc', '12']);
  });

  it('keeps a comma, a quotation mark and a line break in a cell', async () => {
    expect(
      (await read('a;b\n"x, ""y""\nz";1\nlast;2')).rows.map(({ row, cells }) => [row, ...cells]),
    ).toEqual([
      [2, 'x, "y"\nz', '1'],
      [3, 'last', '2'],
    ]);
  });

  it('says which rows have something beyond the headings', async () => {
    expect((await read('a,b\n1,2,3\n1,2')).rows.map(({ isTooLong }) => isTooLong)).toEqual([true, false]);
  });

  it.each([
    ['empty', ''],
    ['empty', '\n\n'],
    ['encoding', Buffer.from([0xd0, 0xf0, 0x6e, 0x20, 0x76, 0xb8, 0x2c, 0x61, 0x0a])], // “Đơn vị” in Windows-1258
    ['quotes', 'a,b\n1,"2\n3,4'],
    ['quotes', 'a,b\n1,x"2\n'],
    ['notATable', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')], // a picture
    ['oldExcel', Buffer.from('d0cf11e0a1b11ae10000', 'hex')],
    ['tooManyColumns', 'a,b,c,d,e,f\n'],
    ['tooManyRows', `a\n${'1\n'.repeat(11)}`],
  ])('is refused as %s', async (kind, content) => {
    expect(await errorOf(content)).toBe(kind);
  });

  it('names a wrong letter that comes after a long beginning', async () => {
    const row = `${'x'.repeat(1000)}\n`;
    const bytes = Buffer.concat([Buffer.from(`a\n${row.repeat(140)}`), Buffer.from([0xff])]);
    expect(await errorOf(bytes, { ...limits, rowsMax: 200 })).toBe('encoding');
  });

  it('can be left before its end', async () => {
    const path = join(await folder(), 'table');
    await writeFile(path, 'a\n1\n2\n3');
    const { rows } = await openTable(path, limits);
    for await (const { cells } of rows) {
      expect(cells).toEqual(['1']);
      break;
    }
    expect(await rows.next()).toEqual({ done: true, value: undefined });
  });
});

describe('a table that was taken away', () => {
  const rows = [
    ['An Lộc', 12],
    ['=1+1', 3.5],
    ['-7,86', 0],
  ];

  it('comes back from CSV, a formula as a text', async () => {
    expect((await read(csvText(plainTable(['Đơn vị', 'Số'], rows)))).rows.map(({ cells }) => cells)).toEqual([
      ['An Lộc', '12'],
      ["'=1+1", '3.5'],
      ['-7,86', '0'],
    ]);
  });

  it('comes back from XLSX', async () => {
    const file = await xlsxFile([{ name: 'Số hồ sơ', ...plainTable(['Đơn vị', 'Số'], rows) }]);
    expect(await read(file)).toEqual({
      headings: ['Đơn vị', 'Số'],
      rows: [
        { row: 2, cells: ['An Lộc', '12'], isTooLong: false },
        { row: 3, cells: ['=1+1', '3.5'], isTooLong: false },
        { row: 4, cells: ['-7,86', '0'], isTooLong: false },
      ],
    });
  });

  it('is damaged when it was cut, or holds something else', async () => {
    const file = await xlsxFile([{ name: 'x', ...plainTable(['a'], [['1']]) }]);
    expect(await errorOf(file.subarray(0, file.length - 30))).toBe('damaged');
    expect(await errorOf(archiveOf(docxParts))).toBe('damaged');
  });
});
