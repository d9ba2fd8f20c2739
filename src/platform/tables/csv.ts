/**
 * CSV that spreadsheets open correctly: UTF-8 with a byte order mark, Windows line ends, and no text read as a formula.
 */
import type { Table, TableCell, TableColumn, TableRow } from './table.ts';

/** A semicolon goes with the decimal comma, as a spreadsheet with Vietnamese settings reads numbers. */
const csvSeparators = ['comma', 'semicolon'] as const;
export type CsvSeparator = (typeof csvSeparators)[number];

/** The byte order mark by which Excel recognises UTF-8. */
const utf8Mark = '\ufeff';
const signs = { comma: ',', semicolon: ';' } as const;

/** The start of a file: byte order mark and headings. */
export function csvHead(columns: readonly TableColumn[], separator: CsvSeparator): string {
  return (
    utf8Mark +
    csvLine(columns)(
      columns.map(({ heading }) => heading),
      separator,
    )
  );
}

/** Formats rows of these columns as lines. */
export function csvLine(columns: readonly Pick<TableColumn, 'decimals'>[]) {
  return (row: TableRow, separator: CsvSeparator): string => {
    let line = '';
    for (let place = 0; place < row.length; place++) {
      if (place > 0) line += signs[separator];
      line += cellText(row[place]!, columns[place]?.decimals, separator);
    }
    return `${line}\r\n`;
  };
}

export function csvText({ columns, rows }: Table, separator: CsvSeparator = 'comma'): string {
  const line = csvLine(columns);
  return csvHead(columns, separator) + rows.map((row) => line(row, separator)).join('');
}

function cellText(cell: TableCell, decimals: number | undefined, separator: CsvSeparator): string {
  if (typeof cell === 'string') return quoted(harmless(cell));
  const text = decimals === undefined ? String(cell) : cell.toFixed(decimals);
  return separator === 'comma' ? text : text.replace('.', ',');
}

/** Escapes a text that a spreadsheet would read as a formula; a change such as "+1,28" stays a number. */
function harmless(text: string): string {
  const isFormula = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^[+-]\d+(?:[.,]\d+)?$/.test(text);
  return isFormula ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",;\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
