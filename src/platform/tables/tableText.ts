/**
 * A small table as text in a form field: a row per line, cells separated by tabs, as spreadsheets copy them. A file and
 * a pasted list are thus previewed, corrected and saved in one form, and a row keeps its number in the file.
 */
import { positionsOf, type ColumnError, type WantedColumn } from './columns.ts';
import type { OpenTable } from './openTable.ts';

export interface TextRow<Key extends string> {
  /** From 1, as entered; the headings count if there are any. */
  readonly row: number;
  readonly cells: Readonly<Record<Key, string>>;
  /** There are more cells on the line than columns. */
  readonly isTooLong: boolean;
}

/**
 * The wanted columns of the table, in order, each with the first of its accepted headings.
 *
 * @throws TableError where the rest of the file cannot be read
 */
export async function tableText<Key extends string>(
  { headings, rows, close }: OpenTable,
  wanted: readonly WantedColumn<Key>[],
): Promise<{ readonly text: string } | { readonly errors: readonly ColumnError[] }> {
  const { positions, errors } = positionsOf(headings, wanted);
  if (errors.length > 0) {
    await close();
    return { errors };
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

/** Rows as entered or pasted, with cells separated by tabs or semicolons; the first line may contain headings. */
export function textRows<Key extends string>(
  text: string,
  wanted: readonly WantedColumn<Key>[],
): readonly TextRow<Key>[] {
  const lines = text.split(/\r?\n/).map((typed, index) => ({ typed, row: index + 1 }));
  const filled = lines.filter(({ typed }) => typed.trim() !== '');
  const keys = wanted.map(({ key }) => key);
  const [head] = filled;
  const found = positionsOf(partsOf(head?.typed ?? ''), wanted);
  const isHead = found.errors.length === 0;
  const positionOf = (key: Key, index: number): number => (isHead ? (found.positions.get(key) ?? -1) : index);
  return filled.slice(isHead ? 1 : 0).map(({ typed, row }) => {
    const parts = partsOf(typed);
    const cells = keys.map((key, index) => [key, parts[positionOf(key, index)] ?? ''] as const);
    const isTooLong = parts.slice(keys.length).some((part) => part !== '');
    return { row, cells: Object.fromEntries(cells) as Record<Key, string>, isTooLong };
  });
}

/** A cell of a spreadsheet may contain a semicolon: it separates cells only on a line without tabs. */
function partsOf(typed: string): readonly string[] {
  return typed.split(typed.includes('\t') ? '\t' : ';').map((part) => part.trim().normalize('NFC'));
}
