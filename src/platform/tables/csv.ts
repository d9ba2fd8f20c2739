/**
 * CSV that spreadsheets open correctly: UTF-8 with a byte order mark, Windows line ends, and no text read as a formula.
 */
import type { CastReturnObject } from 'csv-stringify';
import { stringify } from 'csv-stringify/sync';
import type { Table, TableCell, TableColumn, TableRow } from './table.ts';

/** A semicolon goes with the decimal comma, as a spreadsheet with Vietnamese settings reads numbers. */
const csvSeparators = ['comma', 'semicolon'] as const;
export type CsvSeparator = (typeof csvSeparators)[number];

const delimiters: Readonly<Record<CsvSeparator, string>> = { comma: ',', semicolon: ';' };
const lineEnd = '\r\n';

/** The byte order mark by which Excel recognises UTF-8. */
const utf8Mark = '\ufeff';

export function csvText({ columns, rows }: Table, separator: CsvSeparator = 'comma'): string {
  const headings = columns.map(({ heading }) => heading);
  return csvStart(headings, separator) + csvLines(rows, { columns, separator });
}

/** The start of a file: byte order mark and first line. */
export function csvStart(headings: readonly string[], separator?: CsvSeparator): string {
  return utf8Mark + csvLines([headings], { separator });
}

/** Formats rows as lines; numbers have the decimals of their columns. */
export function csvLines(
  rows: readonly TableRow[],
  {
    columns = [],
    separator = 'comma',
  }: { columns?: readonly Pick<TableColumn, 'decimals'>[]; separator?: CsvSeparator | undefined } = {},
): string {
  return stringify(rows as TableRow[], {
    delimiter: delimiters[separator],
    record_delimiter: lineEnd,
    escape_formulas: true,
    cast: {
      string: safeText,
      number(value, { index }) {
        const decimals = columns[index]?.decimals;
        const text = decimals === undefined ? String(value) : value.toFixed(decimals);
        return separator === 'comma' ? text : text.replace('.', ',');
      },
    },
  });
}

/** Formats rows whose values recur, as those of code lists do: each value is formatted once. */
export function codedCsvLines(separator: CsvSeparator): (rows: readonly TableRow[]) => string {
  const known = new Map<TableCell, string>();
  function format(cell: TableCell): string {
    let text = known.get(cell);
    if (text === undefined) {
      text = csvLines([[cell]], { separator }).slice(0, -lineEnd.length);
      known.set(cell, text);
    }
    return text;
  }
  return (rows) => rows.map((row) => row.map(format).join(delimiters[separator]) + lineEnd).join('');
}

/** Adds to the library's rule: a change such as "+1,28" stays a number, and a line break begins no formula. */
function safeText(text: string): string | CastReturnObject {
  if (text.startsWith('\n')) return `'${text}`;
  if (!/^[+-]\d+(?:[.,]\d+)?$/.test(text)) return text;
  return { value: text, escape_formulas: false } as CastReturnObject; // its type omits this option
}
