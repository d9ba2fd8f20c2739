/**
 * Suppression in a two-way table. The rows and columns of the small cells form a block, and the whole block is suppressed:
 * any sum that a reader can derive over it then covers ten or more respondents.
 */
import { isSmall, MINIMUM_RESPONDENTS } from './threshold.ts';

/** The answers of some respondents; scores are whole numbers. */
export interface AnswerCell {
  readonly respondents: number;
  /** Σ score, from 0 to `scoreMax`: the protected value. */
  readonly score: number;
  readonly scoreMax: number;
}

export interface TwoWayTable {
  /** Row after row; rows are disjoint groups of respondents. */
  readonly cells: readonly (readonly AnswerCell[])[];
  /** Whether columns are disjoint groups as well, or questions answered by the same respondents. */
  readonly columns: 'disjoint' | 'overlapping';
  /** Whether a reader knows the total of a row or column. */
  readonly isRowTotalKnown: (row: number) => boolean;
  readonly isColumnTotalKnown: (column: number) => boolean;
  /** Cells suppressed for other reasons. */
  readonly isSuppressed?: (row: number, column: number) => boolean;
}

/** Rows × columns; every cell in it with respondents is suppressed. */
export interface Block {
  readonly rows: ReadonlySet<number>;
  readonly columns: ReadonlySet<number>;
}

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/**
 * The block to suppress; empty if there are no small or suppressed cells.
 *
 * 1. It contains the rows and columns of all small cells and of all cells suppressed already.
 * 2. Each of its lines with a known total needs at least two suppressed cells with ten or more respondents together.
 *    Otherwise the smallest crossing line that brings enough respondents is added.
 * 3. No small cell may follow from the totals, unless one of them is all or nothing: then everybody in that total, ten or
 *    more respondents, answered alike. Otherwise the smallest line is added.
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

/** The lines of a block in one direction, and the crossing lines that can be added. */
interface Side {
  /**
   * The block's lines in this direction. `across` holds its crossing lines, and `acrossCount` counts all crossing lines of
   * the table.
   */
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

/** Applies rule 2 once to one side. Returns whether a crossing line was added. */
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

/**
 * Among crossing lines outside the block, the one with the fewest respondents that brings enough; if none does, the one with
 * the most.
 */
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

/** Applies rule 3 once. Returns whether a line was added. */
function widenedForExactness(
  table: TwoWayTable,
  block: { rows: Set<number>; columns: Set<number> },
): boolean {
  const [ofRows, ofColumns] = sidesOf(table, block.rows, block.columns);
  if (disclosedCells(table, isWithin(block)).length === 0) return false;
  const anything = () => 1;
  const next = smallestOf(ofRows, anything, 1);
  if (next !== undefined) block.columns.add(next);
  const nextRow = next === undefined ? smallestOf(ofColumns, anything, 1) : undefined;
  if (nextRow !== undefined) block.rows.add(nextRow);
  return next !== undefined || nextRow !== undefined;
}

/** Whether a cell of a table is in a block. */
export function isWithin({ rows, columns }: Block): IsUnknown {
  return (row, column) => rows.has(row) && columns.has(column);
}

type IsUnknown = (row: number, column: number) => boolean;

/** The small cells whose score follows from known totals, none of them all or nothing. */
export function disclosedCells(table: TwoWayTable, isUnknown: IsUnknown): readonly CellPlace[] {
  const { cells, isRowTotalKnown, isColumnTotalKnown } = table;
  const isUniform = (places: readonly CellPlace[]): boolean => {
    const unknown = places.filter(({ row, column }) => isUnknown(row, column));
    const score = sumOver(unknown, ({ row, column }) => cells[row]![column]!.score);
    return score === 0 || score === sumOver(unknown, ({ row, column }) => cells[row]![column]!.scoreMax);
  };
  return exactCells(table, isUnknown).filter(
    ({ row, column }) =>
      !(isRowTotalKnown(row) && isUniform(cells[row]!.map((_, other) => ({ row, column: other })))) &&
      !(isColumnTotalKnown(column) && isUniform(cells.map((_, other) => ({ row: other, column })))),
  );
}

/**
 * The small cells whose score follows from the known totals.
 *
 * A score can change if and only if changes in other cells offset it in every total. Take the graph of rows and columns, with
 * an arc from row to column where a score can rise and an arc back where it can fall. Then the score of a cell can change if
 * the cell lies on a cycle. Lines without a known total are joined to one common node.
 *
 * @param isUnknown whether a reader does not see a cell
 * @see Gusfield, A graph theoretic approach to statistical data security, SIAM J. Comput. 17(3), 1988
 */
export function exactCells(table: TwoWayTable, isUnknown: IsUnknown): readonly CellPlace[] {
  const arcs = arcsOf(table, isUnknown);
  return table.cells.flatMap((line, row) =>
    line.flatMap(({ respondents, score, scoreMax }, column) => {
      if (!isSmall(respondents) || !isUnknown(row, column)) return [];
      const [from, to] = [row, table.cells.length + column];
      const isMovable =
        (score < scoreMax && isJoined(arcs, to, from)) || (score > 0 && isJoined(arcs, from, to));
      return isMovable ? [] : [{ row, column }];
    }),
  );
}

/** For each line (rows, then columns, then the common node), the lines that a score can be moved to. */
function arcsOf(
  { cells, isRowTotalKnown, isColumnTotalKnown }: TwoWayTable,
  isUnknown: IsUnknown,
): readonly (readonly number[])[] {
  const firstColumn = cells.length;
  const outside = firstColumn + (cells[0]?.length ?? 0);
  const arcs: number[][] = Array.from({ length: outside + 1 }, () => []);
  cells.forEach((line, row) =>
    line.forEach(({ score, scoreMax }, column) => {
      if (!isUnknown(row, column)) return;
      if (score < scoreMax) arcs[row]!.push(firstColumn + column);
      if (score > 0) arcs[firstColumn + column]!.push(row);
    }),
  );
  for (let line = 0; line < outside; line++) {
    const isKnown = line < firstColumn ? isRowTotalKnown(line) : isColumnTotalKnown(line - firstColumn);
    if (isKnown) continue;
    arcs[line]!.push(outside);
    arcs[outside]!.push(line);
  }
  return arcs;
}

/** Whether a path leads from one line to another without using the direct arc. */
function isJoined(arcs: readonly (readonly number[])[], from: number, to: number): boolean {
  const seen = new Set([from]);
  for (const node of seen) {
    for (const other of arcs[node]!) if (node !== from || other !== to) seen.add(other);
    if (seen.has(to)) return true;
  }
  return false;
}

function sumOver<T>(some: Iterable<T>, of: (one: T) => number): number {
  let sum = 0;
  for (const one of some) sum += of(one);
  return sum;
}
