/**
 * Reads an uploaded table: CSV as spreadsheets write it, or the first sheet of an XLSX file. The format is detected
 * from the content and never from the name. Rows are read one by one, so that a long CSV file needs little memory.
 */
import { open } from 'node:fs/promises';
import { csvRows } from './csvRows.ts';
import { TableError } from './tableError.ts';
import { xlsxRows } from './xlsxRows.ts';
import { withoutControls } from '../text/plainText.ts';

export interface TableLimits {
  /** Rows below the headings. */
  readonly rowsMax: number;
  readonly columnsMax: number;
}

export interface TableRow {
  /** As in a spreadsheet: the headings are row 1, and empty rows are counted although they are skipped. */
  readonly row: number;
  /** Trimmed texts in NFC, as many as there are headings. A day is `YYYY-MM-DD`. */
  readonly cells: readonly string[];
  /** There is a cell to the right of the last heading: perhaps an extra separator, with cells in wrong columns. */
  readonly isTooLong: boolean;
}

export interface OpenTable {
  readonly headings: readonly string[];
  /** To be iterated once, to its end or not. */
  readonly rows: AsyncGenerator<TableRow, void, undefined>;
  /** Closes the file if its rows are never iterated. */
  readonly close: () => Promise<void>;
}

/** @throws TableError when it is not a table; `rows` throws it too if the rest cannot be read */
export async function openTable(path: string, limits: TableLimits): Promise<OpenTable> {
  const source = await sourceOf(path);
  const first = await source.next();
  const headings = first.done ? [] : withoutEmptyEnd(first.value.map(tidy));
  const error = headings.length === 0 ? 'empty' : headings.length > limits.columnsMax && 'tooManyColumns';
  const close = async (): Promise<void> => {
    await source.return(undefined);
  };
  if (error) {
    await close();
    throw new TableError(error);
  }
  return { headings, rows: rowsBelow(headings.length, source, limits), close };
}

/**
 * All rows that are not empty, at their full width, for tables whose headings may be in any row.
 *
 * @throws TableError
 */
export async function* tableRows(
  path: string,
  { rowsMax, columnsMax }: TableLimits,
): AsyncGenerator<Pick<TableRow, 'row' | 'cells'>, void, undefined> {
  const source = await sourceOf(path);
  let row = 0;
  let count = 0;
  for await (const found of source) {
    row += 1;
    const cells = withoutEmptyEnd(found.map(tidy));
    if (cells.length === 0) continue;
    count += 1;
    if (cells.length > columnsMax) throw new TableError('tooManyColumns');
    if (count > rowsMax) throw new TableError('tooManyRows');
    yield { row, cells };
  }
}

async function sourceOf(path: string): Promise<AsyncGenerator<readonly string[]>> {
  const head = await headOf(path);
  const isXlsx = head.subarray(0, 4).toString('hex') === '504b0304';
  return isXlsx ? xlsxRows(path) : csvRows(path, head);
}

async function* rowsBelow(
  width: number,
  source: AsyncIterator<readonly string[]>,
  { rowsMax }: TableLimits,
): AsyncGenerator<TableRow, void, undefined> {
  try {
    let row = 1;
    let count = 0;
    for (let next = await source.next(); !next.done; next = await source.next()) {
      row += 1;
      const found = next.value.map(tidy);
      if (found.every((cell) => cell === '')) continue;
      count += 1;
      if (count > rowsMax) throw new TableError('tooManyRows');
      const cells = Array.from({ length: width }, (_, index) => found[index] ?? '');
      yield { row, cells, isTooLong: found.slice(width).some((cell) => cell !== '') };
    }
  } finally {
    await source.return?.(undefined);
  }
}

function tidy(cell: string): string {
  return withoutControls(cell).trim().normalize('NFC');
}

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}

const headBytes = 64 * 1024;

/** @throws TableError when the first bytes are those of another file format */
async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.length === 0) throw new TableError('empty');
    if (head.subarray(0, 4).toString('hex') === 'd0cf11e0') throw new TableError('oldExcel');
    return head;
  } finally {
    await file.close();
  }
}
