/**
 * Suppression where a reader can subtract: in sums (units below their parent, groups below their total) and in two-way tables,
 * where the rows and columns of the small cells form a block, and the whole block is suppressed. Any sum that a reader can
 * derive then covers ten or more respondents.
 */
import { isSmall, MINIMUM_RESPONDENTS } from './threshold.ts';

/** A total and the disjoint parts that add up to it. */
export interface Sum<Key> {
  readonly total?: Key;
  readonly parts: readonly Key[];
}

/**
 * The cells to suppress so that no published total discloses the sum of fewer than ten respondents.
 *
 * 1. A cell of 1 to 9 respondents is suppressed (primary suppression).
 * 2. The suppressed parts of a published total must together have ten or more respondents. Otherwise the smallest published
 *    part is suppressed as well (secondary suppression), the first of equals. It has ten or more itself.
 * 3. The parts of a suppressed total are suppressed.
 *
 * @param sums a total that is itself a part must come after the sum that it is part of
 * @param unpublished parts that no page shows, such as a unit's residual: suppressed if they have any respondents
 * @see docs/methodology.md, section 9
 */
export function suppressSums<Key>(
  countOf: (key: Key) => number,
  keys: readonly Key[],
  sums: readonly Sum<Key>[],
  unpublished: ReadonlySet<Key> = new Set(),
): Set<Key> {
  const counted = new Set([...keys, ...sums.flatMap(({ parts }) => parts)]);
  const counts = new Map([...counted].map((key) => [key, countOf(key)]));
  const respondents = (key: Key): number => counts.get(key)!;
  const suppressed = new Set(keys.filter((key) => isSmall(respondents(key)) || unpublished.has(key)));
  for (const { total, parts } of sums) {
    if (total !== undefined && suppressed.has(total)) {
      for (const part of parts) suppressed.add(part);
      continue;
    }
    const isSuppressed = (part: Key): boolean => suppressed.has(part);
    const together = parts.filter(isSuppressed).reduce((sum, part) => sum + respondents(part), 0);
    const published = parts.filter((part) => !isSuppressed(part) && respondents(part) > 0);
    const [smallest] = published.sort((one, other) => respondents(one) - respondents(other));
    if (isSmall(together) && smallest !== undefined) suppressed.add(smallest);
  }
  return suppressed;
}

export interface TwoWayTable<Row, Column> {
  /** Disjoint groups of respondents. */
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly respondents: (row: Row, column: Column) => number;
  /** Whether columns are disjoint groups as well, or questions answered by the same respondents. */
  readonly areColumnsDisjoint: boolean;
  /** Whether a reader knows the totals of columns. Those of rows are known, or all of a row is suppressed. */
  readonly areColumnTotalsKnown: boolean;
  /** Cells suppressed for other reasons. */
  readonly isSuppressed: (row: Row, column: Column) => boolean;
}

/**
 * The block to suppress.
 *
 * 1. It contains the rows and columns of all small cells and of all cells suppressed already.
 * 2. Each of its lines with a known total needs at least two suppressed cells with ten or more respondents together.
 *    Otherwise the smallest crossing line is added, which brings ten or more.
 *
 * @returns whether a cell is in the block
 * @see docs/methodology.md, section 9
 */
export function suppressedBlock<Row, Column>(
  table: TwoWayTable<Row, Column>,
): (row: Row, column: Column) => boolean {
  const { rows, columns, areColumnsDisjoint, areColumnTotalsKnown } = table;
  const counts = new Map(
    rows.map((row) => [row, new Map(columns.map((column) => [column, table.respondents(row, column)]))]),
  );
  const countOf = (row: Row, column: Column): number => counts.get(row)!.get(column)!;
  const block = { rows: new Set<Row>(), columns: new Set<Column>() };
  for (const row of rows)
    for (const column of columns) {
      const count = countOf(row, column);
      if (count === 0 || !(isSmall(count) || table.isSuppressed(row, column))) continue;
      block.rows.add(row);
      block.columns.add(column);
    }
  const widenRow = (row: Row): boolean => isWidened(counts.get(row)!, block.columns, areColumnsDisjoint);
  const widenColumn = (column: Column): boolean =>
    areColumnTotalsKnown &&
    isWidened(new Map(rows.map((row) => [row, countOf(row, column)])), block.rows, true);
  while ([...block.rows].some(widenRow) || [...block.columns].some(widenColumn)) continue;
  return (row, column) => block.rows.has(row) && block.columns.has(column);
}

/**
 * Applies rule 2 once to one line of the block.
 *
 * @param crossing the block's lines in the other direction, to which one may be added
 * @returns whether one was added
 */
function isWidened<Line>(
  counts: ReadonlyMap<Line, number>,
  crossing: Set<Line>,
  areDisjoint: boolean,
): boolean {
  const smallestFirst = [...counts]
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => one - other);
  const suppressed = smallestFirst.filter(([line]) => crossing.has(line)).map(([, count]) => count);
  const together = areDisjoint ? suppressed.reduce((sum, one) => sum + one, 0) : Math.max(0, ...suppressed);
  if (suppressed.length === 0 || (suppressed.length >= 2 && together >= MINIMUM_RESPONDENTS)) return false;
  const next = smallestFirst.find(([line]) => !crossing.has(line));
  if (next) crossing.add(next[0]);
  return next !== undefined;
}
