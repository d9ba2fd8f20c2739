/**
 * A file as the text of a form field: a row per line, cells separated by tabs, as spreadsheets copy them. A file and a
 * pasted list are thus previewed, corrected and saved in one form, and a row keeps its number in the file.
 */
import { columnFaults, positionsOf, type WantedColumn } from './columns.ts';
import type { Fault } from './fault.ts';
import type { OpenTable } from './openTable.ts';

/**
 * The wanted columns of the table, in order, each with the first of its accepted headings.
 *
 * @throws TableError where the rest of the file cannot be read
 */
export async function tableText<Key extends string>(
  { headings, rows, close }: OpenTable,
  wanted: readonly WantedColumn<Key>[],
): Promise<{ readonly text: string } | { readonly faults: readonly Fault[] }> {
  const { positions, errors } = positionsOf(headings, wanted);
  if (errors.length > 0) {
    await close();
    return { faults: columnFaults(errors) };
  }
  const lines: string[] = [wanted.map(({ headings: [heading] }) => heading).join('\t')];
  for await (const { row, cells, isTooLong } of rows) {
    const parts = wanted.map(({ key }) => cells[positions.get(key) ?? -1] ?? '');
    while (lines.length < row - 1) lines.push('');
    lines.push(
      [...parts, ...(isTooLong ? ['…'] : [])].map((part) => part.replaceAll(/\s+/g, ' ')).join('\t'),
    );
  }
  return { text: lines.join('\n') };
}
