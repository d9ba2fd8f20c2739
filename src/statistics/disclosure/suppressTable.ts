/**
 * Suppression in a two-way table. The rows and columns of the small cells form a block, and the whole block is suppressed:
 * every sum that a reader can take over it is one of ten respondents or more.
 */
import { isSmall, MINIMUM_RESPONDENTS } from './threshold.ts';

/** What some respondents answered; scores are whole numbers. */
export interface AnswerCell {
  readonly respondents: number;
  /** Σ score, from 0 to `scoreMax`: what is protected. */
  readonly score: number;
  readonly scoreMax: number;
}

export interface TwoWayTable {
  /** Row after row; rows are disjoint groups of respondents. */
  readonly cells: readonly (readonly AnswerCell[])[];
  /** Whether columns are disjoint groups too, or questions that the same respondents answer. */
  readonly columns: 'disjoint' | 'overlapping';
  /** Whether a reader knows the total of a row, of a column. */
  readonly isRowTotalKnown: (row: number) => boolean;
  readonly isColumnTotalKnown: (column: number) => boolean;
  /** Cells that are suppressed for other reasons. */
  readonly isSuppressed?: (row: number, column: number) => boolean;
}

/** Rows × columns; every cell of it that has respondents is suppressed. */
export interface Block {
  readonly rows: ReadonlySet<number>;
  readonly columns: ReadonlySet<number>;
}

/**
 * The block to suppress; without small or suppressed cells it is empty.
 *
 * 1. It has the rows and the columns of all small cells and of all that are suppressed already.
 * 2. In each of its lines whose total is known, two cells or more with ten respondents or more together are suppressed:
 *    otherwise the smallest line across that brings enough is added.
 * 3. No small cell can be worked out from the totals, unless one of them is all or nothing: then everybody in it, ten
 *    respondents or more, answered alike. Otherwise the smallest line is added.
 *
 * @see docs/methodology.md, section 9
 */
export function suppressedBlock(table: TwoWayTable): Block {
  const { cells, isSuppressed = () => false } = table;
  const rows = new Set<number>();
  const columns = new Set<number>();
  cells.forEach((line, row) =>
    line.forEach(({ respondents }, column) => {
      if (respondents === 0 || !(isSmall(respondents) || isSuppressed(row, column))) return;
      rows.add(row);
      columns.add(column);
    }),
  );
  if (rows.size === 0) return { rows, columns };
  const across = sidesOf(table, rows, columns);
  while (across.some(widenedForTotals) || widenedForExactness(table, { rows, columns })) continue;
  return { rows, columns };
}

/** The lines of a block in one direction, and what can be added across them. */
interface Side {
  /** Lines of the block, and all lines of the table, in the other direction. */
  readonly lines: ReadonlySet<number>;
  readonly isTotalKnown: (line: number) => boolean;
  readonly across: Set<number>;
  readonly acrossCount: number;
  readonly at: (line: number, across: number) => AnswerCell;
  readonly isDisjoint: boolean;
}

function sidesOf(table: TwoWayTable, rows: Set<number>, columns: Set<number>): readonly [Side, Side] {
  const { cells } = table;
  return [
    {
      lines: rows,
      isTotalKnown: table.isRowTotalKnown,
      across: columns,
      acrossCount: cells[0]?.length ?? 0,
      at: (row, column) => cells[row]![column]!,
      isDisjoint: table.columns === 'disjoint',
    },
    {
      lines: columns,
      isTotalKnown: table.isColumnTotalKnown,
      across: rows,
      acrossCount: cells.length,
      at: (column, row) => cells[row]![column]!,
      isDisjoint: true,
    },
  ];
}

/** Rule 2, once over one side; whether a line was added across. */
function widenedForTotals({ lines, isTotalKnown, across, acrossCount, at, isDisjoint }: Side): boolean {
  const before = across.size;
  for (const line of lines) {
    if (!isTotalKnown(line)) continue;
    const inBlock = [...across].map((other) => at(line, other).respondents).filter((count) => count > 0);
    const together = isDisjoint ? inBlock.reduce((sum, count) => sum + count, 0) : Math.max(0, ...inBlock);
    if (inBlock.length === 0 || (inBlock.length >= 2 && together >= MINIMUM_RESPONDENTS)) continue;
    const missing = MINIMUM_RESPONDENTS - (isDisjoint ? together : 0);
    const next = smallestOf(
      { across, acrossCount, lines, at },
      (other) => at(line, other).respondents,
      missing,
    );
    if (next !== undefined) across.add(next);
  }
  return across.size > before;
}

/** Of the lines across that are not in the block: the one with the fewest respondents that brings enough, or else the most. */
function smallestOf(
  { across, acrossCount, lines, at }: Pick<Side, 'across' | 'acrossCount' | 'lines' | 'at'>,
  brings: (other: number) => number,
  missing: number,
): number | undefined {
  const candidates = Array.from({ length: acrossCount }, (_, other) => other)
    .filter((other) => !across.has(other) && brings(other) > 0)
    .map((other) => ({
      other,
      brings: brings(other),
      respondents: sumOver(lines, (line) => at(line, other).respondents),
    }));
  const enough = candidates.filter((one) => one.brings >= missing);
  const [first] = (enough.length > 0 ? enough : candidates).sort((one, other) =>
    enough.length > 0 ? one.respondents - other.respondents : other.brings - one.brings,
  );
  return first?.other;
}

/** Rule 3, once; whether a line was added. */
function widenedForExactness(
  table: TwoWayTable,
  block: { rows: Set<number>; columns: Set<number> },
): boolean {
  const [ofRows, ofColumns] = sidesOf(table, block.rows, block.columns);
  const exact = exactCells(table, block);
  for (const { row, column } of exact) {
    if (isUniform(ofRows, row) || isUniform(ofColumns, column)) continue;
    const anything = () => 1;
    const next = smallestOf(ofRows, anything, 1);
    if (next !== undefined) block.columns.add(next);
    const nextRow = next === undefined ? smallestOf(ofColumns, anything, 1) : undefined;
    if (nextRow !== undefined) block.rows.add(nextRow);
    if (next !== undefined || nextRow !== undefined) return true;
  }
  return false;
}

/** Whether the known total over the suppressed cells of a line is all or nothing. */
export function isUniform(
  { isTotalKnown, across, at }: Pick<Side, 'isTotalKnown' | 'across' | 'at'>,
  line: number,
): boolean {
  if (!isTotalKnown(line)) return false;
  const score = sumOver(across, (other) => at(line, other).score);
  return score === 0 || score === sumOver(across, (other) => at(line, other).scoreMax);
}

/**
 * The small cells of a block whose score follows from the totals that are known.
 *
 * A score can be moved exactly if the moves of others make up for it in every total: in the graph of rows and columns, with an
 * arc from row to column where a score can rise and one back where it can fall, that is a circle through the cell.
 * A line without a known total is joined to one common node.
 *
 * @see Gusfield, A graph theoretic approach to statistical data security, SIAM J. Comput. 17(3), 1988
 */
export function exactCells(
  table: TwoWayTable,
  { rows, columns }: Block,
): readonly { row: number; column: number }[] {
  const small = [...rows].flatMap((row) =>
    [...columns]
      .filter((column) => isSmall(table.cells[row]![column]!.respondents))
      .map((column) => ({ row, column })),
  );
  return small.filter(({ row, column }) => {
    const { score, scoreMax } = table.cells[row]![column]!;
    const isMovable = arcsOf(table, { rows, columns }, { row, column });
    const [from, to] = [row, table.cells.length + column];
    return !(score < scoreMax && isMovable(to, from)) && !(score > 0 && isMovable(from, to));
  });
}

/** Whether one line of a block leads to another by moves of scores, those of one cell aside. Rows come first, then columns. */
function arcsOf(
  { cells, isRowTotalKnown, isColumnTotalKnown }: TwoWayTable,
  { rows, columns }: Block,
  without: { readonly row: number; readonly column: number },
): (from: number, to: number) => boolean {
  const firstColumn = cells.length;
  const outside = firstColumn + (cells[0]?.length ?? 0);
  const freeRows = [...rows].filter((row) => !isRowTotalKnown(row));
  const freeColumns = [...columns].filter((column) => !isColumnTotalKnown(column));
  const isOther = (row: number, column: number): boolean => row !== without.row || column !== without.column;
  const freely = [...freeRows, ...freeColumns.map((column) => firstColumn + column)];
  function next(node: number): number[] {
    if (node === outside) return freely;
    const column = node - firstColumn;
    const others =
      column < 0
        ? [...columns]
            .filter((one) => isOther(node, one) && cells[node]![one]!.score < cells[node]![one]!.scoreMax)
            .map((one) => firstColumn + one)
        : [...rows].filter((row) => isOther(row, column) && cells[row]![column]!.score > 0);
    return freely.includes(node) ? [...others, outside] : others;
  }
  return (from, to) => {
    const seen = new Set([from]);
    for (const node of seen) {
      for (const other of next(node)) seen.add(other);
      if (seen.has(to)) return true;
    }
    return false;
  };
}

function sumOver<T>(some: Iterable<T>, of: (one: T) => number): number {
  let sum = 0;
  for (const one of some) sum += of(one);
  return sum;
}
