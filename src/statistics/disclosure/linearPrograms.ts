/** The equations of an audited release as linear programs that have no score in common. */
import type { AuditedCell, AuditedSystem, Equation, Variable } from './auditedSystem.ts';

export interface ProgramCell extends Omit<AuditedCell, 'positions'> {
  readonly unknown: readonly number[];
  /** Σ of the cell's scores that are known. */
  readonly fixed: number;
  readonly score: number;
  readonly max: number;
}

/** Scores that are published directly or follow by subtracting known scores. */
function knownScores({ equations }: AuditedSystem): ReadonlyMap<number, number> {
  const known = new Map<number, number>();
  for (let before = -1; before < known.size;) {
    before = known.size;
    for (const { positions, value } of equations) {
      const unknown = positions.filter((position) => !known.has(position));
      if (unknown.length !== 1) continue;
      known.set(unknown[0]!, value - total(positions, (position) => known.get(position) ?? 0));
    }
  }
  return known;
}

/** Splits the scores into linear programs, one for each set linked by equations or audited cells, with the cells to bound in each. */
export function programsOf(system: AuditedSystem): { program: string; cells: ProgramCell[] }[] {
  const { variables, equations, cells } = system;
  const known = knownScores(system);
  const fixedIn = (positions: readonly number[]): number =>
    total(positions, (position) => known.get(position) ?? 0);
  const unknownIn = (positions: readonly number[]): number[] =>
    positions.filter((position) => !known.has(position));
  const maxOf = (positions: readonly number[]): number =>
    total(positions, (position) => variables[position]!.scoreMax);
  const rows = equations
    .map(({ positions, value }) => ({ positions: unknownIn(positions), value: value - fixedIn(positions) }))
    .filter(({ positions }) => positions.length > 0);
  const asked = cells.map(({ positions, ...cell }): ProgramCell => {
    const unknown = unknownIn(positions);
    return {
      ...cell,
      unknown,
      fixed: fixedIn(positions),
      score: total(positions, (position) => variables[position]!.score),
      max: maxOf(positions),
    };
  });

  /** Union-find: places that an equation or a cell links have the same root. */
  const above = [...variables.keys()];
  const rootOf = (position: number): number => {
    let root = position;
    while (above[root] !== root) root = above[root] = above[above[root]!]!;
    return root;
  };
  for (const positions of [...rows.map((row) => row.positions), ...asked.map(({ unknown }) => unknown)])
    for (const position of positions) above[rootOf(position)] = rootOf(positions[0]!);
  const members = groupedBy(unknownIn([...variables.keys()]), rootOf);
  const rowsIn = groupedBy(rows, ({ positions }) => rootOf(positions[0]!));
  const linked = groupedBy(asked, ({ unknown }) => (unknown.length > 0 ? rootOf(unknown[0]!) : -1));
  return [...linked].map(([root, some]) => ({
    program: programText(variables, members.get(root) ?? [], rowsIn.get(root) ?? []),
    cells: some,
  }));
}

function groupedBy<One>(ones: readonly One[], keyOf: (one: One) => number): ReadonlyMap<number, One[]> {
  const groups = new Map<number, One[]>();
  for (const one of ones) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** The constraints and bounds in LP format. */
function programText(
  variables: readonly Variable[],
  positions: readonly number[],
  rows: readonly Equation[],
): string {
  const sums = new Set(rows.map((row) => ` ${sumText(row.positions)} = ${row.value}`));
  const bounds = positions.map((position) => ` 0 <= x${position} <= ${variables[position]!.scoreMax}`);
  return `Subject To\n${[...sums].join('\n')}\nBounds\n${bounds.join('\n')}\nEnd\n`;
}

export function sumText(positions: readonly number[]): string {
  return positions.map((position) => `+ x${position}`).join(' ');
}

export function total<One>(ones: readonly One[], of: (one: One) => number): number {
  return ones.reduce((sum, one) => sum + of(one), 0);
}
