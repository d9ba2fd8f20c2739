/** Reads a table into lines: either all of them, or every error of every cell. */
import type { Sentence } from '../../platform/problem.ts';
import { columnSentences, positionsOf, type ColumnError } from '../../platform/tables/columns.ts';
import type { OpenTable } from '../../platform/tables/openTable.ts';
import type { Dataset, DatasetContext } from './dataset.ts';

/** By row and column of the table; the headings are row 1. */
export interface LineError {
  readonly row: number;
  readonly column: string;
  readonly sentence: Sentence;
}

/** The most lines in one batch, which is one document. */
export const linesMax = 20_000;

export async function readLines<Line extends object>(
  dataset: Dataset<Line>,
  { headings, rows }: Pick<OpenTable, 'headings' | 'rows'>,
  context: DatasetContext,
  current: (periods: readonly string[]) => Promise<ReadonlyMap<string, Line>>,
): Promise<{ readonly lines: readonly Line[] } | { readonly errors: readonly LineError[] }> {
  const { positions, errors: columnErrors } = positionsOf(headings, dataset.columns);
  const errors: LineError[] = columnErrors.map(errorOfColumn);
  const isHopeless = columnErrors.some(({ kind }) => kind !== 'unknown');
  const read = dataset.reader(context);
  const found = new Map<string, { readonly line: Line; readonly row: number }>();
  for await (const { row, cells, isTooLong } of rows) {
    if (isHopeless) continue;
    if (isTooLong) errors.push({ row, column: '', sentence: tooLong });
    const texts = dataset.columns.map(({ key }) => [key, cells[positions.get(key) ?? -1] ?? ''] as const);
    const result = read(Object.fromEntries(texts));
    if ('errors' in result) errors.push(...errorsOfRow(dataset, row, result.errors));
    else {
      const key = dataset.keyOf(result.line);
      const first = found.get(key);
      if (first) errors.push({ row, column: '', sentence: sameAs(first.row) });
      else found.set(key, { line: result.line, row });
    }
  }
  const lines = [...found.values()].map(({ line }) => line);
  const periods = [...new Set(lines.map(dataset.periodOf))];
  const clashes = dataset.clashes?.(lines, await current(periods)) ?? new Map();
  for (const [key, { column, sentence }] of clashes) {
    errors.push(...errorsOfRow(dataset, found.get(key)!.row, { [column]: sentence }));
  }
  if (errors.length > 0) return { errors: errors.toSorted((one, other) => one.row - other.row) };
  return lines.length > 0 ? { lines } : { errors: [{ row: 2, column: '', sentence: noLine }] };
}

function errorsOfRow(
  dataset: Pick<Dataset<object>, 'columns'>,
  row: number,
  errors: Readonly<Record<string, Sentence>>,
): LineError[] {
  const heading = (key: string): string =>
    dataset.columns.find((column) => column.key === key)?.headings[0] ?? key;
  return Object.entries(errors).map(([key, sentence]) => ({ row, column: heading(key), sentence }));
}

function errorOfColumn({ kind, heading }: ColumnError): LineError {
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
