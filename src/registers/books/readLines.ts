/** Reads a table into lines: either all of them, or every error of every cell. */
import type { Sentence } from '../../platform/problem.ts';
import { columnSentences, placesOf, type ColumnFault } from '../../platform/tables/columns.ts';
import type { OpenTable } from '../../platform/tables/openTable.ts';
import type { Book, BookContext } from './book.ts';

/** By row and column of the table; the headings are row 1. */
export interface LineFault {
  readonly row: number;
  readonly column: string;
  readonly sentence: Sentence;
}

/** The most lines in one batch, which is one document. */
export const linesMax = 20_000;

export async function readLines<Line extends object>(
  book: Book<Line>,
  { headings, rows }: Pick<OpenTable, 'headings' | 'rows'>,
  context: BookContext,
  current: (periods: readonly string[]) => Promise<ReadonlyMap<string, Line>>,
): Promise<{ readonly lines: readonly Line[] } | { readonly faults: readonly LineFault[] }> {
  const { places, faults: columnFaults } = placesOf(headings, book.columns);
  const faults: LineFault[] = columnFaults.map(faultOfColumn);
  const isHopeless = columnFaults.some(({ kind }) => kind !== 'unknown');
  const read = book.reader(context);
  const found = new Map<string, { readonly line: Line; readonly row: number }>();
  for await (const { row, cells, isTooLong } of rows) {
    if (isHopeless) continue;
    if (isTooLong) faults.push({ row, column: '', sentence: tooLong });
    const texts = book.columns.map(({ key }) => [key, cells[places.get(key) ?? -1] ?? ''] as const);
    const result = read(Object.fromEntries(texts));
    if ('faults' in result) faults.push(...faultsOfRow(book, row, result.faults));
    else {
      const key = book.keyOf(result.line);
      const first = found.get(key);
      if (first) faults.push({ row, column: '', sentence: sameAs(first.row) });
      else found.set(key, { line: result.line, row });
    }
  }
  const lines = [...found.values()].map(({ line }) => line);
  const periods = [...new Set(lines.map(book.periodOf))];
  const clashes = book.clashes?.(lines, await current(periods)) ?? new Map();
  for (const [key, { column, sentence }] of clashes) {
    faults.push(...faultsOfRow(book, found.get(key)!.row, { [column]: sentence }));
  }
  if (faults.length > 0) return { faults: faults.toSorted((one, other) => one.row - other.row) };
  return lines.length > 0 ? { lines } : { faults: [{ row: 2, column: '', sentence: noLine }] };
}

function faultsOfRow(
  book: Pick<Book<object>, 'columns'>,
  row: number,
  faults: Readonly<Record<string, Sentence>>,
): LineFault[] {
  const heading = (key: string): string =>
    book.columns.find((column) => column.key === key)?.headings[0] ?? key;
  return Object.entries(faults).map(([key, sentence]) => ({ row, column: heading(key), sentence }));
}

function faultOfColumn({ kind, heading }: ColumnFault): LineFault {
  return { row: 1, column: heading, sentence: columnSentences[kind] };
}

const tooLong: Sentence = {
  vi: 'Dòng này dài hơn dòng tên cột: có lẽ thừa dấu phân cách.',
  en: 'This row is longer than the headings: there may be a separator too many.',
};
const noLine: Sentence = {
  vi: 'Dưới dòng tên cột không có dòng số liệu nào.',
  en: 'There is no row of figures below the headings.',
};

function sameAs(row: number): Sentence {
  return {
    vi: `Trùng với dòng ${row}: mỗi mục chỉ được có một dòng.`,
    en: `Speaks of the same as row ${row}: each thing may have one row.`,
  };
}
