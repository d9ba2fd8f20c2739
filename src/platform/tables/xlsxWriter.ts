/**
 * Writes a workbook piece by piece: numbers as numbers, texts as texts, the first row bold and frozen. It holds only
 * the rows of one call in memory, and another process can continue it (decision 0070).
 */
import type { Table, TableCell, TableColumn, TableRow } from './table.ts';
import { escapedXml } from '../xml/xml.ts';
import { zipWriter, type ZipState } from './zipWriter.ts';

export interface XlsxState extends ZipState {
  /** Rows written to the current sheet, including the headings. */
  rows: number;
}

/** A table with the name of its sheet. */
export interface Sheet extends Table {
  readonly name: string;
}

/** The maximum of a sheet, including its headings. */
export const sheetRowsMax = 1_048_576;
const cellLettersMax = 32_767;
const rowsPerPiece = 2000;

/** Indexes into `styles`: headings, texts, numbers without a format, and numbers with 0 … 6 decimals. */
const [headingStyle, textStyle, numberStyle, firstDecimalsStyle] = [1, 2, 3, 4];

/** @param names of the sheets, in order */
export function xlsxWriter(names: readonly string[], state: XlsxState = { entries: [], at: 0, rows: 0 }) {
  const zip = zipWriter(state);
  return {
    state,
    async begin(): Promise<Buffer> {
      const files = Object.entries(frameOf(names));
      const written: Buffer[] = [];
      for (const [name, text] of files) written.push(await zip.file(name, text));
      return Buffer.concat(written);
    },
    /** @param place index of the sheet in the names */
    async openSheet(position: number, columns: readonly TableColumn[]): Promise<Buffer> {
      state.rows = 1;
      const head = zip.open(`xl/worksheets/sheet${position + 1}.xml`);
      return Buffer.concat([head, await zip.add(sheetStart(columns))]);
    },
    async addRows(columns: readonly TableColumn[], rows: readonly TableRow[]): Promise<Buffer> {
      let text = '';
      for (const row of rows) text += rowText(row, (state.rows += 1), columns);
      return await zip.add(text);
    },
    closeSheet: (): Promise<Buffer> => zip.close(`</sheetData>${landscape}</worksheet>`),
    end: (): Buffer => zip.end(),
  };
}

export async function xlsxFile(sheets: readonly Sheet[]): Promise<Buffer> {
  const writer = xlsxWriter(sheets.map(({ name }) => name));
  const pieces = [await writer.begin()];
  for (const [index, { columns: named, rows }] of sheets.entries()) {
    const columns = asWideAsFilled(named, rows);
    pieces.push(await writer.openSheet(index, columns));
    for (let from = 0; from < rows.length; from += rowsPerPiece)
      pieces.push(await writer.addRows(columns, rows.slice(from, from + rowsPerPiece)));
    pieces.push(await writer.closeSheet());
  }
  return Buffer.concat([...pieces, writer.end()]);
}

const rowsMeasured = 500;
const [widthMin, headingWidthMax, textWidthMax] = [11, 36, 45];
/** Of a row; spreadsheet programs accept no more than the second. */
const [lineHeightPoints, heightMaxPoints] = [15, 409];

/** Widens columns so that texts can be read without resizing. */
function asWideAsFilled(columns: readonly TableColumn[], rows: readonly TableRow[]): readonly TableColumn[] {
  return columns.map((column, index) => {
    const lengths = rows.slice(0, rowsMeasured).map((row) => String(row[index] ?? '').length + 2);
    return { ...column, width: Math.max(widthOf(column), Math.min(textWidthMax, Math.max(0, ...lengths))) };
  });
}

function widthOf({ heading, width }: TableColumn): number {
  return width ?? Math.min(headingWidthMax, Math.max(widthMin, heading.length + 3));
}

/** A sheet with at most this many columns is scaled to the width of the paper when printed. */
const columnsOnPaperMax = 20;
const landscape = '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>';

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** All files of the archive except the sheets. */
function frameOf(names: readonly string[]): Record<string, string> {
  const positions = names.map((_, index) => index + 1);
  const sheets = names.map((name, index) => `<sheet name="${escapedXml(sheetName(name))}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`); // prettier-ignore
  const relations = positions.map((position) => `<Relationship Id="rId${position}" Type="${office}/worksheet" Target="worksheets/sheet${position}.xml"/>`); // prettier-ignore
  const parts = positions.map((position) => `<Override PartName="/xl/worksheets/sheet${position}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`); // prettier-ignore
  return {
    '[Content_Types].xml': `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>${parts.join('')}</Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packages}/relationships">${relations.join('')}<Relationship Id="rId${names.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles(),
  };
}

function styles(): string {
  const decimals = [0, 1, 2, 3, 4, 5, 6];
  const top = '<alignment vertical="top"/>';
  const formats = decimals.map((count) => `<numFmt numFmtId="${164 + count}" formatCode="0${count === 0 ? '' : `.${'0'.repeat(count)}`}"/>`); // prettier-ignore
  const ofNumbers = decimals.map((count) => `<xf numFmtId="${164 + count}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">${top}</xf>`); // prettier-ignore
  const ofTexts = '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'; // prettier-ignore
  const font = '<sz val="11"/><name val="Calibri"/><family val="2"/>';
  return `${xml}<styleSheet xmlns="${main}"><numFmts count="${decimals.length}">${formats.join('')}</numFmts><fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${firstDecimalsStyle + decimals.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${ofTexts}<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">${top}</xf>${ofNumbers.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

function sheetStart(columns: readonly TableColumn[]): string {
  const widths = columns.map((column, index) => `<col min="${index + 1}" max="${index + 1}" width="${widthOf(column)}" customWidth="1"/>`); // prettier-ignore
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const headings = columns.map(({ heading }, index) => textCell(heading, `${letters(index)}1`, headingStyle));
  const fits = columns.length > columnsOnPaperMax ? '' : '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
  return `${xml}<worksheet xmlns="${main}">${fits}<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${headings.join('')}</row>`;
}

function rowText(row: TableRow, number: number, columns: readonly TableColumn[]): string {
  let [text, lines] = ['', 1];
  for (let index = 0; index < row.length; index++) {
    const [cell, column] = [row[index]!, columns[index]];
    text += cellText(cell, letters(index) + number, column?.decimals);
    if (typeof cell === 'string' && column) lines = Math.max(lines, Math.ceil(cell.length / widthOf(column)));
  }
  const height = lines === 1 ? '' : ` ht="${Math.min(heightMaxPoints, lines * lineHeightPoints)}"`;
  return `<row r="${number}"${height}>${text}</row>`;
}

function cellText(cell: TableCell, at: string, decimals: number | undefined): string {
  if (typeof cell === 'string') return cell === '' ? '' : textCell(cell, at, textStyle);
  const style = decimals === undefined ? numberStyle : firstDecimalsStyle + decimals;
  return `<c r="${at}" s="${style}"><v>${cell}</v></c>`;
}

function textCell(text: string, at: string, style: number): string {
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapedXml(text.slice(0, cellLettersMax))}</t></is></c>`;
}

const knownLetters: string[] = [];

/** A, B … Z, AA, AB … */
function letters(position: number): string {
  const before = Math.floor(position / 26) - 1;
  return (knownLetters[position] ??=
    (before < 0 ? '' : letters(before)) + String.fromCharCode(65 + (position % 26)));
}

function sheetName(name: string): string {
  return name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31);
}
