import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openTable } from '../../../src/platform/tables/openTable.ts';
import {
  cellsMax,
  markupCount,
  markupMax,
  sheetReach,
  textBytesMax,
} from '../../../src/platform/tables/sheetReach.ts';
import { usualLimits, xlsxRows, type XlsxLimits } from '../../../src/platform/tables/xlsxRows.ts';
import { archiveOf, contentTypes, type Part } from '../../registers/evidence/someFiles.ts';
import { useFolders } from '../../support/folder.ts';

const folder = useFolders();
const mib = 1024 * 1024;

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const sheetOf = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const text = (at: string, of = at): string => `<c r="${at}" t="inlineStr"><is><t>${of}</t></is></c>`;

/** A workbook of one sheet, with parts that come besides. */
function workbook(sheet: string | Buffer, more: readonly Part[] = [], said?: number): Buffer {
  return archiveOf([
    contentTypes('spreadsheetml.sheet'),
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="${relations}"><sheets><sheet name="x" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', content: sheet, ...(said === undefined ? {} : { said }) },
    ...more,
  ]);
}

async function stored(content: Buffer): Promise<string> {
  const path = join(await folder(), 'table');
  await writeFile(path, content);
  return path;
}

async function outcomeOf(content: Buffer): Promise<unknown> {
  try {
    const { headings, rows } = await openTable(await stored(content), { rowsMax: 10, columnsMax: 5 });
    const found = [];
    for await (const { cells } of rows) found.push(cells);
    return [headings, ...found];
  } catch (error) {
    return (error as { kind?: string }).kind ?? error;
  }
}

const twoRows = `<row r="1">${text('A1')}${text('B1')}</row><row r="2">${text('A2')}</row>`;

describe('an XLSX file', () => {
  it('is read with what spreadsheets add to it', async () => {
    const chain = { name: 'xl/calcChain.xml', content: '<calcChain><c r="XFD1048576" i="1"/></calcChain>' };
    const picture = { name: 'xl/media/image1.png', content: Buffer.alloc(200 * mib) };
    expect(await outcomeOf(workbook(sheetOf(twoRows), [chain, picture]))).toEqual([
      ['A1', 'B1'],
      ['A2', ''],
    ]);
  });

  it.each([
    ['a cell in the last corner', `${twoRows}<row r="1048576">${text('XFD1048576')}</row>`],
    ['an empty row at the end', `${twoRows}<row r="1048576"></row>`],
    ['a row after all that are read', `${twoRows}<row r="250001"></row>`],
    ['a cell in the last column', `<row r="200">${text('XFD200')}</row>`],
  ])('is refused before it is laid out: %s', async (_what, rows) => {
    expect(await outcomeOf(workbook(sheetOf(rows)))).toBe('tooManyCells');
  });

  it.each([
    ['a row in the thousands of millions', '<row r="1e9"></row>'],
    ['a cell whose column is written as a letter by number', '<row r="1"><c r="&#88;FD9"/></row>'],
    ['a cell that says twice where it is', '<row r="1"><c r="A1" r="XFD1048576"/></row>'],
    ['a cell that hides where it is', '<row r="1"><c s=">" r="XFD1048576"/></row>'],
    ['a cell that does not say where it is', '<row r="1"><c><v>1</v></c></row>'],
  ])('is refused when no spreadsheet wrote it: %s', async (_what, rows) => {
    expect(await outcomeOf(workbook(sheetOf(rows)))).toBe('damaged');
  });

  it('is read no further than to the byte that is too much, whatever it says of itself', async () => {
    const huge = Buffer.alloc(129 * mib, `<a>${' '.repeat(1000)}</a>`);
    expect(await outcomeOf(workbook(huge))).toBe('tooBig');
    expect(await outcomeOf(workbook(huge, [], 1000))).toBe('damaged');
    const parts = Array.from({ length: 1001 }, (_, at) => ({ name: `${at}.xml`, content: '<a/>' }));
    expect(await outcomeOf(workbook(sheetOf(twoRows), parts))).toBe('tooBig');
  });

  it('is refused where its parts together hold more tags than cells could need', async () => {
    const strings = { name: 'xl/sharedStrings.xml', content: Buffer.alloc(markupMax - 8, '<') };
    expect(await outcomeOf(workbook(sheetOf(twoRows), [strings]))).toBe('tooManyCells');
  });

  it('waits until the one before it is read or closed, though not for ever', async () => {
    const path = await stored(workbook(sheetOf(twoRows)));
    const open = (limits?: Partial<XlsxLimits>) => xlsxRows(path, { ...usualLimits, ...limits });
    const first = open();
    expect((await first.next()).value).toEqual(['A1', 'B1']);
    await expect(open({ waitMsMax: 1 }).next()).rejects.toMatchObject({ kind: 'busy' });
    const second = open();
    const row = second.next();
    await first.return(undefined);
    expect((await row).value).toEqual(['A1', 'B1']);
    await second.return(undefined);
  });

  it('is given up where it takes too much memory or time', async () => {
    const rows = Array.from({ length: 200_000 }, (_, at) => `<row r="${at + 1}">${text(`A${at + 1}`)}</row>`);
    const path = await stored(workbook(sheetOf(rows.join(''))));
    for (const limit of [{ memoryMiBMax: 24 }, { silenceMsMax: 1 }])
      await expect(xlsxRows(path, { ...usualLimits, ...limit }).next()).rejects.toMatchObject({
        kind: 'tooBig',
      });
  });
});

describe('how far a sheet reaches', () => {
  it('is counted by cells too, and over the pieces that it comes in', () => {
    const { look } = sheetReach();
    const cell = '<c r="A1"/>';
    const piece = cell.repeat(10_000);
    const errors = Array.from({ length: cellsMax / 10_000 }, (_, at) =>
      look(Buffer.from(at % 2 === 0 ? piece.slice(0, 7) : piece.slice(7) + piece)),
    );
    expect(new Set(errors)).toEqual(new Set([undefined]));
    expect(look(undefined) ?? look(Buffer.from(cell)) ?? look(undefined)).toBe('tooManyCells');
  });

  it('is too far with more tags and entities than cells could need, and with a text that no cell holds', () => {
    const count = markupCount();
    expect([count(Buffer.alloc(markupMax, '<&')), count(Buffer.from('&'))]).toEqual([
      undefined,
      'tooManyCells',
    ]);
    const countOfLong = markupCount();
    const long = Buffer.alloc(textBytesMax - 1, 'text ');
    expect([Buffer.from('<a/>'), long.subarray(3), long].map(countOfLong)).toEqual([
      undefined,
      undefined,
      'damaged',
    ]);
  });

  it('is seen where a tag is cut in two', () => {
    const sheet = `${' '.repeat(2000)}<row r="3"><c r="XFD1048576"></c></row>`;
    for (let at = 2000; at < sheet.length; at += 1) {
      const { look } = sheetReach();
      const [before, behind] = [Buffer.from(sheet.slice(0, at)), Buffer.from(sheet.slice(at))];
      expect(look(before) ?? look(behind) ?? look(undefined)).toBe('tooManyCells');
    }
  });
});
