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
  /** How many of the respondents are known to have answered like all of their unit. */
  readonly known?: (position: CrosstabCoordinates) => number;
  /** Whether all of a group of one axis answered alike, which a reader knows where the group is published. */
  readonly isAlike?: (position: CrosstabCoordinates) => boolean;
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
 * 3. Both again, without the respondents whose answers a reader knows: they protect nobody.
 *
 * @see docs/methodology.md, section 9
 */
export function suppressCrosstab(crossed: CrossedGroups): (position: CrosstabCoordinates) => boolean {
  const { keys, respondents, known = () => 0, isAlike = () => false, isSuppressed } = crossed;
  const suppressed = keys.map((_, axis) => suppressedOnAxis(crossed, axis));
  /** Published groups by themselves, and the suppressed ones of an axis together. */
  const [rows, columns = []] = keys.map((groups, axis): readonly Line[] => [
    ...groups.filter((key) => !suppressed[axis]!.has(key)).map((key) => [key]),
    [...suppressed[axis]!],
  ]);
  if (!rows) return isSuppressed;
  const only = (line: Line): string | undefined => (line.length === 1 ? line[0] : undefined);
  const alike = new Set<Line>([
    ...rows.slice(0, -1).filter(([first]) => isAlike({ first })),
    ...columns.slice(0, -1).filter(([second]) => isAlike({ second })),
  ]);
  const sum = (count: typeof respondents) => (row: Line, column: Line) =>
    row.flatMap((first) => column.map((second) => count({ first, second }))).reduce((all, one) => all + one, 0); // prettier-ignore
  const everybody = sum(respondents);
  const others = sum((cell) => respondents(cell) - known(cell));
  const unknown = (row: Line, column: Line): number =>
    alike.has(row) || alike.has(column) ? 0 : others(row, column);
  const isAnyKnown = rows.some((row) => columns.some((column) => unknown(row, column) !== everybody(row, column))); // prettier-ignore
  const blocks = [everybody, ...(isAnyKnown ? [unknown] : [])].map((count) =>
    suppressedBlock({
      rows,
      columns,
      respondents: count,
      areColumnsDisjoint: true,
      areColumnTotalsKnown: true,
      isSuppressed: (row, column) => isSuppressed({ first: only(row), second: only(column) }),
    }),
  );
  const lineOf = (lines: readonly Line[], key: string | undefined): Line =>
    lines.find((line) => key !== undefined && line.includes(key)) ?? [];
  return ({ first, second }) =>
    [first, second].some((key, axis) => key !== undefined && suppressed[axis]!.has(key)) ||
    blocks.some((isInBlock) => isInBlock(lineOf(rows, first), lineOf(columns, second))) ||
    isSuppressed({ first, second });
}

/** The groups of one axis that are suppressed in all of their cells. A group that others show cannot protect another. */
function suppressedOnAxis(
  { keys, respondents, unpublished = respondents, known = () => 0, isSuppressed }: CrossedGroups,
  axis: number,
): ReadonlySet<string> {
  const positionOf = (key: string): CrosstabCoordinates => (axis === 0 ? { first: key } : { second: key });
  const groups = keys[axis]!;
  const first = new Set(groups.filter((key) => isSuppressed(positionOf(key))));
  const others = (at: CrosstabCoordinates): number => Math.min(unpublished(at), respondents(at) - known(at));
  return [unpublished, others].reduce<ReadonlySet<string>>(
    (suppressed, count) =>
      suppressSums((key) => count(positionOf(key)), groups, [{ parts: groups }], suppressed),
    first,
  );
}
