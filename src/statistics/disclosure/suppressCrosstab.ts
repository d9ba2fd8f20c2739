/** Suppression in a crosstab that staff request: groups along one or two dimensions, with totals. */
import { suppressedBlock, suppressSums } from './suppressTable.ts';

/** One group on each axis; an absent group means the total over that axis. */
export interface CrosstabCoordinates {
  readonly first?: string | undefined;
  readonly second?: string | undefined;
}

export interface CrossedGroups {
  /** The groups of each axis (one or two axes): disjoint, and together covering all respondents. */
  readonly keys: readonly (readonly string[])[];
  readonly respondents: (position: CrosstabCoordinates) => number;
  /** Of a group of one axis, how many of its respondents no other table shows; all of them unless given. */
  readonly unpublished?: (position: CrosstabCoordinates) => number;
  /** What other tables suppress. */
  readonly isSuppressed: (position: CrosstabCoordinates) => boolean;
}

/** Groups of one axis. */
type Line = readonly string[];

/**
 * Decides which cells and totals are suppressed.
 *
 * 1. Groups of each axis by themselves: `suppressSums`. All cells of a suppressed group are suppressed.
 * 2. The remaining cells, with the suppressed groups of each axis merged into one: `suppressedBlock`.
 *
 * @see docs/methodology.md, section 9
 */
export function suppressCrosstab(crossed: CrossedGroups): (position: CrosstabCoordinates) => boolean {
  const { keys, respondents, isSuppressed } = crossed;
  const suppressed = keys.map((_, axis) => suppressedOnAxis(crossed, axis));
  /** Published groups by themselves, and the suppressed ones of an axis together. */
  const [rows, columns = []] = keys.map((groups, axis): readonly Line[] => [
    ...groups.filter((key) => !suppressed[axis]!.has(key)).map((key) => [key]),
    [...suppressed[axis]!],
  ]);
  if (!rows) return isSuppressed;
  const only = (line: Line): string | undefined => (line.length === 1 ? line[0] : undefined);
  const isInBlock = suppressedBlock({
    rows,
    columns,
    respondents(row, column) {
      const cells = row.flatMap((first) => column.map((second) => ({ first, second })));
      return cells.reduce((sum, cell) => sum + respondents(cell), 0);
    },
    areColumnsDisjoint: true,
    areColumnTotalsKnown: true,
    isSuppressed: (row, column) => isSuppressed({ first: only(row), second: only(column) }),
  });
  const lineOf = (lines: readonly Line[], key: string | undefined): Line =>
    lines.find((line) => key !== undefined && line.includes(key)) ?? [];
  return ({ first, second }) =>
    [first, second].some((key, axis) => key !== undefined && suppressed[axis]!.has(key)) ||
    isInBlock(lineOf(rows, first), lineOf(columns, second)) ||
    isSuppressed({ first, second });
}

/** The groups of one axis that are suppressed in all of their cells. A group that others show cannot protect another. */
function suppressedOnAxis(
  { keys, respondents, unpublished = respondents, isSuppressed }: CrossedGroups,
  axis: number,
): ReadonlySet<string> {
  const positionOf = (key: string): CrosstabCoordinates => (axis === 0 ? { first: key } : { second: key });
  const groups = keys[axis]!;
  const suppressed = new Set(groups.filter((key) => isSuppressed(positionOf(key))));
  return suppressSums((key) => unpublished(positionOf(key)), groups, [{ parts: groups }], suppressed);
}
