/** Sends a table as a file. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { PageLanguage } from '../text/localized.ts';
import { problemOf } from '../text/problemOf.ts';
import { givingWay } from '../turns.ts';
import { csvLines, csvStart, type CsvSeparator } from '../tables/csv.ts';
import { tableTexts } from '../tables/texts.ts';
import { parquetMediaType, type Table, type TableRow } from '../tables/table.ts';
import { xlsxFile } from '../tables/xlsxWriter.ts';

export const tableFormats = ['csv', 'xlsx', 'parquet'] as const;
export type TableFormat = (typeof tableFormats)[number];

export interface SentTable {
  /** Of the file, without its extension. */
  readonly name: string;
  readonly title: string;
  readonly table: Table;
  /** Notes on the figures, written to a separate sheet of a workbook, or to the footer of a Parquet file. */
  readonly notes?: readonly string[];
}

export async function sendTable(
  res: Response,
  { name, title, table, notes = [] }: SentTable,
  how: { readonly format: TableFormat; readonly language: PageLanguage; readonly separator?: CsvSeparator },
): Promise<void> {
  if (how.format === 'csv') {
    await sendCsv(res, name, table, how.separator);
    return;
  }
  res.attachment(`${name}.${how.format}`);
  if (how.format === 'parquet') {
    const { parquetFile } = await import('../tables/parquetWriter.ts'); // needed by few
    res.type(parquetMediaType).send(await parquetFile(table, notes));
    return;
  }
  const about = tableTexts[how.language].method;
  const rows = notes.map((note) => [note]);
  const sheets = rows.length > 0 ? [{ name: about, columns: [{ key: 'note', heading: about, width: 110 }], rows }] : []; // prettier-ignore
  res.send(await xlsxFile([{ name: title, ...table }, ...sheets]));
}

/** Rows as they are made or read, however many there are. */
interface Rows extends Pick<Table, 'columns'> {
  readonly rows: Iterable<TableRow> | AsyncIterable<TableRow>;
}

export async function sendCsv(
  res: Response,
  name: string,
  rows: Rows,
  separator?: CsvSeparator,
): Promise<void> {
  res.attachment(`${name}.csv`).type('text/csv; charset=utf-8');
  await pipeline(Readable.from(csvPieces(rows, separator)), res);
}

const rowsAtAStretch = 500;

async function* csvPieces({ columns, rows }: Rows, separator?: CsvSeparator): AsyncGenerator<string> {
  yield csvStart(
    columns.map(({ heading }) => heading),
    separator,
  );
  const giveWay = givingWay();
  let piece: TableRow[] = [];
  for await (const row of rows) {
    piece.push(row);
    if (piece.length < rowsAtAStretch) continue;
    yield csvLines(piece, { columns, separator });
    piece = [];
    await giveWay();
  }
  if (piece.length > 0) yield csvLines(piece, { columns, separator });
}

/** Of a table that people fill in or change. @throws Problem notFound for an unknown file extension */
export function tableFormatOf(text: unknown): TableFormat {
  if (text !== 'csv' && text !== 'xlsx') throw problemOf('notFound', tableTexts, (t) => t.noFormat);
  return text;
}
