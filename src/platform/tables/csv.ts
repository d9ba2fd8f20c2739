/** CSV that a spreadsheet opens right: UTF-8 with its mark, Windows line ends, and no text taken for a formula. */
import type { Table, TableCell, TableColumn, TableRow } from './table.ts';

/** With a semicolon goes the decimal comma: that is how a spreadsheet set to Vietnamese reads numbers. */
const csvSeparators = ['comma', 'semicolon'] as const;
export type CsvSeparator = (typeof csvSeparators)[number];

/** The mark by which Excel knows UTF-8. */
const utf8Mark = '\ufeff';
const signs = { comma: ',', semicolon: ';' } as const;

/** The start of a file: its mark and its headings. */
export function csvHead(columns: readonly TableColumn[], separator: CsvSeparator): string {
  return (
    utf8Mark +
    csvLine(columns)(
      columns.map(({ heading }) => heading),
      separator,
    )
  );
}

/** Gives rows of these columns as lines. */
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

/** A text that a spreadsheet would take for a formula stays a text; a change such as "+1,28" stays a number. */
function harmless(text: string): string {
  const isFormula = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^[+-]\d+(?:[.,]\d+)?$/.test(text);
  return isFormula ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",;\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
