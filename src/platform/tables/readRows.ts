/** Reads the rows of a table, pasted or from a file, as lines: each with its row, or with what is wrong by column. */
import type { Sentence } from '../problem.ts';
import { inEveryLanguage, type Language, type Messages } from '../text/catalogue.ts';
import { columnFaults, positionsOf, type WantedColumn } from './columns.ts';
import type { Fault } from './fault.ts';
import type { OpenTable, TableRow } from './openTable.ts';
import { tableTexts } from './texts.ts';

interface Row<Key extends string> {
  /** From 1, as sent; the headings count if there are any. */
  readonly row: number;
  readonly cells: Readonly<Record<Key, string>>;
}

export interface Rows<Key extends string> {
  readonly rows: readonly Row<Key>[];
  /** Of headings, and of rows as wholes. */
  readonly faults: readonly Fault[];
}

/** The rows of a file. @throws TableError where the rest of it cannot be read */
export async function fileRows<Key extends string>(
  { headings, rows, close }: OpenTable,
  wanted: readonly WantedColumn<Key>[],
): Promise<Rows<Key>> {
  const { positions, errors } = positionsOf(headings, wanted);
  if (errors.some(({ kind }) => kind !== 'unknown')) {
    await close();
    return { rows: [], faults: columnFaults(errors) };
  }
  return await rowsAt(rows, wanted, { positions, faults: columnFaults(errors) });
}

/** The rows of a file with its columns at these positions. @throws TableError where they cannot be read */
export async function rowsAt<Key extends string>(
  rows: OpenTable['rows'],
  wanted: readonly { readonly key: Key }[],
  { positions, faults }: { positions: ReadonlyMap<Key, number>; faults: readonly Fault[] },
): Promise<Rows<Key>> {
  const found = [];
  for await (const row of rows) found.push(picked(row, wanted, positions));
  return rowsOf(found, faults);
}

/** The rows below the headings, the first row with the column `first` and another; rows with nothing in it are skipped. */
export function rowsBelow<Key extends string>(
  all: readonly Pick<TableRow, 'row' | 'cells'>[],
  wanted: readonly WantedColumn<Key>[],
  first: Key,
): Rows<Key> {
  const head = all.findIndex(({ cells: texts }) => {
    const found = positionsOf(texts, wanted).positions;
    return found.has(first) && found.size > 1;
  });
  const { row, cells = [] } = all[head] ?? {};
  const { positions, errors } = positionsOf(cells, wanted);
  const wrong = errors.filter(({ kind }) => kind !== 'unknown');
  if (head === -1) return { rows: [], faults: [{ rows: [], sentence: noHeadings(wanted) }] };
  if (wrong.length > 0) return { rows: [], faults: columnFaults(wrong, row) };
  const below = all.slice(head + 1).filter((one) => one.cells[positions.get(first)!]);
  return rowsOf(below.map((one) => picked({ ...one, isTooLong: false }, wanted, positions)));
}

/** Rows as entered or pasted, with cells separated by tabs or semicolons; the first line may contain headings. */
export function textRows<Key extends string>(
  text: string,
  wanted: readonly WantedColumn<Key>[],
  rowsMax: number,
): Rows<Key> {
  const filled = text
    .split(/\r?\n/)
    .map((typed, index) => ({ row: index + 1, typed }))
    .filter(({ typed }) => typed.trim() !== '')
    .map(({ row, typed }) => ({ row, cells: partsOf(typed) }))
    .map((one) => ({ ...one, isTooLong: one.cells.slice(wanted.length).some((part) => part !== '') }));
  const { positions, errors } = positionsOf(filled[0]?.cells ?? [], wanted);
  const isHead = errors.length === 0;
  const asDeclared = new Map(wanted.map(({ key }, index) => [key, index]));
  const below = filled.slice(isHead ? 1 : 0);
  if (below.length > rowsMax)
    return { rows: [], faults: [{ rows: [], sentence: saying((t) => t.tooMany({ most: rowsMax })) }] };
  return rowsOf(below.map((one) => picked(one, wanted, isHead ? positions : asDeclared)));
}

/** A cell of a spreadsheet may contain a semicolon: it separates cells only on a line without tabs. */
function partsOf(typed: string): readonly string[] {
  return typed.split(typed.includes('\t') ? '\t' : ';').map((part) => part.trim().normalize('NFC'));
}

type PickedRow<Key extends string> = Row<Key> & Pick<TableRow, 'isTooLong'>;

/** The row with the wanted cells alone. */
function picked<Key extends string>(
  { row, cells, isTooLong }: TableRow,
  wanted: readonly { readonly key: Key }[],
  positions: ReadonlyMap<Key, number>,
): PickedRow<Key> {
  const found = wanted.map(({ key }) => [key, cells[positions.get(key) ?? -1] ?? ''] as const);
  return { row, cells: Object.fromEntries(found) as Record<Key, string>, isTooLong };
}

function rowsOf<Key extends string>(
  rows: readonly PickedRow<Key>[],
  faults: readonly Fault[] = [],
): Rows<Key> {
  const long = rows
    .filter(({ isTooLong }) => isTooLong)
    .map(({ row }) => ({ rows: [row], sentence: saying((t) => t.tooLong) }));
  const none = rows.length === 0 ? [{ rows: [], sentence: saying((t) => t.noRow) }] : [];
  return { rows, faults: [...faults, ...long, ...none] };
}

/** A row as a line, or what is wrong with it by the keys of its columns. */
export type ReadRow<Line> = { readonly line: Line } | { readonly errors: Readonly<Record<string, Sentence>> };

/** The line, where none of these is wrong. */
export function lineUnless<Line>(
  errors: Readonly<Record<string, Sentence | false | undefined>>,
  line: Line,
): ReadRow<Line> {
  const found = Object.entries(errors).filter((entry): entry is [string, Sentence] => Boolean(entry[1]));
  return found.length > 0 ? { errors: Object.fromEntries(found) } : { line };
}

export interface ReadLines<Line> {
  readonly lines: readonly { readonly row: number; readonly line: Line }[];
  /** In the order of the rows; empty: every row is a line. */
  readonly faults: readonly Fault[];
}

/** @param keyOf what no two lines have in common */
export function readLines<Key extends string, Line>(
  { rows, faults: before }: Rows<Key>,
  read: (cells: Readonly<Record<Key, string>>, index: number) => ReadRow<Line>,
  keyOf?: (line: Line) => string,
): ReadLines<Line> {
  const lines: { row: number; line: Line }[] = [];
  const faults: Fault[] = [...before];
  const rowOf = new Map<string, number>();
  for (const [index, { row, cells }] of rows.entries()) {
    const result = read(cells, index);
    if ('errors' in result) {
      faults.push(
        ...Object.entries(result.errors).map(([column, sentence]) => ({ rows: [row], column, sentence })),
      );
      continue;
    }
    const key = keyOf?.(result.line) ?? String(row);
    const first = rowOf.get(key);
    if (first !== undefined) faults.push({ rows: [row], sentence: saying((t) => t.sameAs({ row: first })) });
    else {
      rowOf.set(key, row);
      lines.push({ row, line: result.line });
    }
  }
  return { lines, faults: inOrder(faults) };
}

/** By their rows. */
export function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted((one, other) => (one.rows[0] ?? 0) - (other.rows[0] ?? 0));
}

function saying(choose: (texts: Messages['platform/tables'], language: Language) => string): Sentence {
  return inEveryLanguage(tableTexts, choose);
}

function noHeadings(wanted: readonly WantedColumn<string>[]): Sentence {
  const needed = wanted.filter(({ optional }) => !optional).map(({ headings }) => headings);
  return saying((t, language) =>
    t.noHeadings({ names: needed.map(([vi, en = vi]) => (language === 'en' ? en : vi)).join(', ') }),
  );
}
