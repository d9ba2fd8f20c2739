/** Suppression in a crosstab that staff request: groups along one or two dimensions, with totals. */
import { suppressSums } from './suppressSums.ts';
import { suppressedBlock } from './suppressTable.ts';

/** One group on each axis; an absent group means the total over that axis. */
export interface CrosstabCoordinates {
  readonly first?: string | undefined;
  readonly second?: string | undefined;
}

export interface CrossedGroups {
  /** The groups of each axis (one or two axes): disjoint, and together covering all respondents. */
  readonly keys: readonly (readonly string[])[];
  readonly respondents: (position: CrosstabCoordinates) => number;
  /** For each axis, groups whose total other tables publish, such as the days of a week. */
  readonly subtotals?: readonly (readonly (readonly string[])[])[];
  /** What other tables suppress. */
  readonly isSuppressed: (position: CrosstabCoordinates) => boolean;
}

/**
 * Decides which cells and totals are suppressed.
 *
 * 1. Groups of each axis by themselves: `suppressSums`. All cells of a suppressed group are suppressed.
 * 2. The remaining cells, with the suppressed groups of each axis merged into one: `suppressedBlock`.
 *
 * @see docs/methodology.md, section 9
 */
export function suppressCrosstab(crossed: CrossedGroups): (position: CrosstabCoordinates) => boolean {
  const { keys, isSuppressed } = crossed;
  const [rows, columns] = keys.map((_, axis) => suppressedOnAxis(crossed, axis));
  if (!rows) return isSuppressed;
  const isInBlock = columns ? blockOf(crossed, rows, columns) : () => false;
  return ({ first, second }) =>
    (first !== undefined && rows.has(first)) ||
    (second !== undefined && columns?.has(second) === true) ||
    (first !== undefined && second !== undefined && isInBlock(first, second)) ||
    isSuppressed({ first, second });
}

/** The groups of one axis that are suppressed in all of their cells. */
function suppressedOnAxis(
  { keys, respondents, subtotals = [], isSuppressed }: CrossedGroups,
  axis: number,
): ReadonlySet<string> {
  const groups = keys[axis]!;
  const positionOf = (key: string): CrosstabCoordinates => (axis === 0 ? { first: key } : { second: key });
  const sums = [...(subtotals[axis] ?? []), groups].map((parts, at) => ({ total: `total ${at}`, parts }));
  const partsOf = new Map(sums.map(({ total, parts }) => [total, parts]));
  const count = (key: string): number =>
    (partsOf.get(key) ?? [key]).reduce((sum, part) => sum + respondents(positionOf(part)), 0);
  const unpublished = new Set(groups.filter((key) => isSuppressed(positionOf(key))));
  return suppressSums(count, [...groups, ...partsOf.keys()], sums, unpublished);
}

function blockOf(
  { keys, respondents, isSuppressed }: CrossedGroups,
  suppressedRows: ReadonlySet<string>,
  suppressedColumns: ReadonlySet<string>,
): (first: string, second: string) => boolean {
  const rows = linesOf(keys[0]!, suppressedRows);
  const columns = linesOf(keys[1]!, suppressedColumns);
  const only = (line: readonly string[]): string | undefined => (line.length === 1 ? line[0] : undefined);
  const isInBlock = suppressedBlock({
    respondents: rows.map((firsts) => columns.map((seconds) => respondentsIn(firsts, seconds))),
    columns: 'disjoint',
    isRowTotalKnown: () => true,
    isColumnTotalKnown: () => true,
    isSuppressed: (row, column) => isSuppressed({ first: only(rows[row]!), second: only(columns[column]!) }),
  });
  return (first, second) =>
    isInBlock(
      rows.findIndex((line) => line.includes(first)),
      columns.findIndex((line) => line.includes(second)),
    );

  function respondentsIn(firsts: readonly string[], seconds: readonly string[]): number {
    let sum = 0;
    for (const first of firsts) for (const second of seconds) sum += respondents({ first, second });
    return sum;
  }
}

/** Each published group separately, and all suppressed groups merged. */
function linesOf(groups: readonly string[], suppressed: ReadonlySet<string>): (readonly string[])[] {
  const together = groups.filter((key) => suppressed.has(key));
  const alone = groups.filter((key) => !suppressed.has(key)).map((key) => [key]);
  return together.length > 0 ? [...alone, together] : alone;
}
