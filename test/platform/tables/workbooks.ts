/** XLSX files as spreadsheets write them, and as nobody would. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openTable } from '../../../src/platform/tables/openTable.ts';
import { archiveOf, contentTypes, type Part } from '../../registers/evidence/someFiles.ts';
import { useFolders } from '../../support/folder.ts';

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const sheetOf = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
export const text = (at: string, of = at): string => `<c r="${at}" t="inlineStr"><is><t>${of}</t></is></c>`;

/** A workbook of one sheet, with parts that come besides. */
export function workbook(sheet: string | Buffer, more: readonly Part[] = [], said?: number): Buffer {
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

export const twoRows = `<row r="1">${text('A1')}${text('B1')}</row><row r="2">${text('A2')}</row>`;

/** Workbooks as files, and what is read of them. */
export function useWorkbooks() {
  const folder = useFolders();
  const stored = async (content: Buffer): Promise<string> => {
    const path = join(await folder(), 'table');
    await writeFile(path, content);
    return path;
  };
  /** The headings and rows, or the kind of the error. */
  const outcomeOf = async (content: Buffer): Promise<unknown> => {
    try {
      const { headings, rows } = await openTable(await stored(content), { rowsMax: 10, columnsMax: 5 });
      const found = [];
      for await (const { cells } of rows) found.push(cells);
      return [headings, ...found];
    } catch (error) {
      return (error as { kind?: string }).kind ?? error;
    }
  };
  return { stored, outcomeOf };
}
