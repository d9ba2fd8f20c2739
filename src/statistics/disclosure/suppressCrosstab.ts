/** Suppression in a crosstab that staff request: groups along one or two dimensions, with totals. */
import { sumOf } from './release.ts';
import { suppressSums } from './suppressSums.ts';
import { suppressedBlock, type AnswerCell } from './suppressTable.ts';

/** One group on each axis; an absent group means the total over that axis. */
export interface CrosstabPlace {
  readonly first?: string | undefined;
  readonly second?: string | undefined;
}

export interface CrossedGroups {
  /** The groups of each axis (one or two axes): disjoint, and together covering all respondents. */
  readonly keys: readonly (readonly string[])[];
  readonly cell: (place: CrosstabPlace) => AnswerCell;
  /** For each axis, groups whose total other tables publish, such as the days of a week. */
  readonly subtotals?: readonly (readonly (readonly string[])[])[];
  /** What other tables suppress. */
  readonly isSuppressed: (place: CrosstabPlace) => boolean;
}

/**
 * Decides which cells and totals are suppressed.
 *
 * 1. Groups of each axis by themselves: `suppressSums`. All cells of a suppressed group are suppressed.
 * 2. The remaining cells, with the suppressed groups of each axis merged into one: `suppressedBlock`.
 *
 * @see docs/methodology.md, section 9
 */
export function suppressCrosstab({
  keys,
  cell,
  subtotals = [],
  isSuppressed,
}: CrossedGroups): (place: CrosstabPlace) => boolean {
  const axes = keys.map((groups, axis): Axis => {
    const placeOf = (key: string): CrosstabPlace => (axis === 0 ? { first: key } : { second: key });
    const sets: readonly (readonly string[])[] = [
      ...groups.map((key) => [key]),
      ...(subtotals[axis] ?? []),
      groups,
    ];
    const partsOf = (set: readonly string[]) => set.map((key) => sets[groups.indexOf(key)]!);
    const suppressed = suppressSums(
      (set) => set.reduce((sum, key) => sum + cell(placeOf(key)).respondents, 0),
      sets,
      sets.slice(groups.length).map((total) => ({ total, parts: partsOf(total) })),
      new Set(sets.slice(0, groups.length).filter(([key]) => isSuppressed(placeOf(key!)))),
    );
    return { groups, suppressed: new Set(groups.filter((_, at) => suppressed.has(sets[at]!))) };
  });
  const [rows, columns] = axes;
  if (!rows) return isSuppressed;
  const inBlock = columns ? blockOf(rows, columns, { cell, isSuppressed }) : () => false;
  return ({ first, second }) =>
    (first !== undefined && rows.suppressed.has(first)) ||
    (second !== undefined && columns?.suppressed.has(second) === true) ||
    (first !== undefined && second !== undefined && inBlock(first, second)) ||
    isSuppressed({ first, second });
}

interface Axis {
  readonly groups: readonly string[];
  readonly suppressed: ReadonlySet<string>;
}

function blockOf(
  rows: Axis,
  columns: Axis,
  { cell, isSuppressed }: Pick<CrossedGroups, 'cell' | 'isSuppressed'>,
): (first: string, second: string) => boolean {
  const [lines, across] = [rows, columns].map(linesOf);
  const cells = lines!.map((firsts) =>
    across!.map((seconds) =>
      sumOf(firsts.flatMap((first) => seconds.map((second) => cell({ first, second })))),
    ),
  );
  const block = suppressedBlock({
    cells,
    columns: 'disjoint',
    isRowTotalKnown: () => true,
    isColumnTotalKnown: () => true,
    isSuppressed: (row, column) =>
      isSuppressed({
        first: lines![row]!.length === 1 ? lines![row]![0] : undefined,
        second: across![column]!.length === 1 ? across![column]![0] : undefined,
      }),
  });
  const suppressed = new Set(
    [...block.rows].flatMap((row) =>
      lines![row]!.flatMap((first) =>
        [...block.columns].flatMap((column) =>
          across![column]!.map((second) => JSON.stringify([first, second])),
        ),
      ),
    ),
  );
  return (first, second) => suppressed.has(JSON.stringify([first, second]));
}

/** Each published group separately, and all suppressed groups merged. */
function linesOf({ groups, suppressed }: Axis): (readonly string[])[] {
  const together = groups.filter((key) => suppressed.has(key));
  const alone = groups.filter((key) => !suppressed.has(key)).map((key) => [key]);
  return together.length > 0 ? [...alone, together] : alone;
}
