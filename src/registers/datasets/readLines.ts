/** Reads rows into lines of a dataset: either all of them, or every error of every cell. */
import type { Fault } from '../../platform/tables/fault.ts';
import { inOrder, readLines, type Rows } from '../../platform/tables/readRows.ts';
import type { Dataset, DatasetContext } from './dataset.ts';

/** The most lines in one batch, which is one document. */
export const linesMax = 20_000;

export async function readDatasetLines<Line extends object>(
  dataset: Dataset<Line>,
  rows: Rows<string>,
  context: DatasetContext,
  current: (periods: readonly string[]) => Promise<ReadonlyMap<string, Line>>,
): Promise<{ readonly lines: readonly Line[] } | { readonly faults: readonly Fault[] }> {
  const read = readLines(rows, dataset.reader(context), dataset.keyOf);
  const lines = read.lines.map(({ line }) => line);
  const rowOf = new Map(read.lines.map(({ row, line }) => [dataset.keyOf(line), row]));
  const clashes = dataset.clashes?.(lines, await current([...new Set(lines.map(dataset.periodOf))])) ?? [];
  const faults: readonly Fault[] = Array.from(clashes, ([key, clash]) => ({
    rows: [rowOf.get(key)!],
    ...clash,
  }));
  const all = inOrder([...read.faults, ...faults]);
  return all.length > 0 ? { faults: all } : { lines };
}
