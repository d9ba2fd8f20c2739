/**
 * Suppression in a two-way table. The rows and columns of the small cells form a block, and the whole block is suppressed:
 * any sum that a reader can derive over it then covers ten or more respondents.
 */
import { isSmall, MINIMUM_RESPONDENTS } from './threshold.ts';

export interface TwoWayTable {
  /** Respondents, row after row; rows are disjoint groups of respondents. */
  readonly respondents: readonly (readonly number[])[];
  /** Whether columns are disjoint groups as well, or questions answered by the same respondents. */
  readonly columns: 'disjoint' | 'overlapping';
  /** Whether a reader knows the total of a row or column. */
  readonly isRowTotalKnown: (row: number) => boolean;
  readonly isColumnTotalKnown: (column: number) => boolean;
  /** Cells suppressed for other reasons. */
  readonly isSuppressed?: (row: number, column: number) => boolean;
}

/**
 * The block to suppress.
 *
 * 1. It contains the rows and columns of all small cells and of all cells suppressed already.
 * 2. Each of its lines with a known total needs at least two suppressed cells with ten or more respondents together.
 *    Otherwise the smallest crossing line that brings enough respondents is added.
 *
 * @returns whether a cell is in the block
 * @see docs/methodology.md, section 9
 */
export function suppressedBlock(table: TwoWayTable): (row: number, column: number) => boolean {
  const { respondents, columns, isRowTotalKnown, isColumnTotalKnown, isSuppressed = () => false } = table;
  const across = respondents[0]?.map((_, column) => respondents.map((line) => line[column]!)) ?? [];
  const inBlock = { rows: new Set<number>(), columns: new Set<number>() };
  respondents.forEach((line, row) =>
    line.forEach((count, column) => {
      if (count === 0 || !(isSmall(count) || isSuppressed(row, column))) return;
      inBlock.rows.add(row);
      inBlock.columns.add(column);
    }),
  );
  const widenRows = (): boolean =>
    [...inBlock.rows].some(
      (row) => isRowTotalKnown(row) && isWidened(respondents[row]!, inBlock.columns, columns),
    );
  const widenColumns = (): boolean =>
    [...inBlock.columns].some(
      (column) => isColumnTotalKnown(column) && isWidened(across[column]!, inBlock.rows, 'disjoint'),
    );
  while (widenRows() || widenColumns()) continue;
  return (row, column) => inBlock.rows.has(row) && inBlock.columns.has(column);
}

/**
 * Applies rule 2 once to one line.
 *
 * @param crossing the block's lines in the other direction, to which one may be added
 * @returns whether one was added
 */
function isWidened(line: readonly number[], crossing: Set<number>, cells: TwoWayTable['columns']): boolean {
  const suppressed = [...crossing].map((at) => line[at]!).filter((count) => count > 0);
  const sum = suppressed.reduce((total, count) => total + count, 0);
  const together = cells === 'disjoint' ? sum : Math.max(0, ...suppressed);
  if (suppressed.length === 0 || (suppressed.length >= 2 && together >= MINIMUM_RESPONDENTS)) return false;
  const missing = MINIMUM_RESPONDENTS - (cells === 'disjoint' ? together : 0);
  const smallestFirst = [...line.keys()]
    .filter((at) => line[at]! > 0 && !crossing.has(at))
    .sort((one, other) => line[one]! - line[other]!);
  const next = smallestFirst.find((at) => line[at]! >= missing) ?? smallestFirst.at(-1);
  if (next !== undefined) crossing.add(next);
  return next !== undefined;
}
