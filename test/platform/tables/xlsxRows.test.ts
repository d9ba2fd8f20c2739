import { describe, expect, it } from '@jest/globals';
import { markupCount, markupMax, sheetReach, textBytesMax } from '../../../src/platform/tables/sheetReach.ts';
import { usualLimits, xlsxRows, type XlsxLimits } from '../../../src/platform/tables/xlsxRows.ts';
import { sheetOf, text, twoRows, useWorkbooks, workbook } from './workbooks.ts';

const { stored, outcomeOf } = useWorkbooks();
const mib = 1024 * 1024;

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

  it('is refused where it has more parts than any spreadsheet', async () => {
    const parts = Array.from({ length: 1001 }, (_, at) => ({ name: `${at}.xml`, content: '<a/>' }));
    expect(await outcomeOf(workbook(sheetOf(twoRows), parts))).toBe('tooBig');
  });

  it('is refused where it says less of itself than it holds', async () => {
    expect(await outcomeOf(workbook(sheetOf(twoRows), [], 100))).toBe('damaged');
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
});

describe('how far a sheet reaches', () => {
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
