/** The equations of an audited release as linear programs that have no score in common. */
import type { AuditedCell, AuditedSystem, Equation, Variable } from './auditedSystem.ts';

export interface ProgramCell extends Omit<AuditedCell, 'places'> {
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
    for (const { places, value } of equations) {
      const unknown = places.filter((place) => !known.has(place));
      if (unknown.length !== 1) continue;
      known.set(unknown[0]!, value - total(places, (place) => known.get(place) ?? 0));
    }
  }
  return known;
}

/** Splits the scores into linear programs, one for each set linked by equations or audited cells, with the cells to bound in each. */
export function programsOf(system: AuditedSystem): { program: string; cells: ProgramCell[] }[] {
  const { variables, equations, cells } = system;
  const known = knownScores(system);
  const fixedIn = (places: readonly number[]): number => total(places, (place) => known.get(place) ?? 0);
  const unknownIn = (places: readonly number[]): number[] => places.filter((place) => !known.has(place));
  const maxOf = (places: readonly number[]): number => total(places, (place) => variables[place]!.scoreMax);
  const rows = equations
    .map(({ places, value }) => ({ places: unknownIn(places), value: value - fixedIn(places) }))
    .filter(({ places }) => places.length > 0);
  const asked = cells.map(({ places, ...cell }): ProgramCell => {
    const unknown = unknownIn(places);
    return {
      ...cell,
      unknown,
      fixed: fixedIn(places),
      score: total(places, (place) => variables[place]!.score),
      max: maxOf(places),
    };
  });

  /** Union-find: places that an equation or a cell links have the same root. */
  const above = [...variables.keys()];
  const rootOf = (place: number): number => {
    let root = place;
    while (above[root] !== root) root = above[root] = above[above[root]!]!;
    return root;
  };
  for (const places of [...rows.map((row) => row.places), ...asked.map(({ unknown }) => unknown)])
    for (const place of places) above[rootOf(place)] = rootOf(places[0]!);
  const members = groupedBy(unknownIn([...variables.keys()]), rootOf);
  const rowsIn = groupedBy(rows, ({ places }) => rootOf(places[0]!));
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
  places: readonly number[],
  rows: readonly Equation[],
): string {
  const sums = new Set(rows.map((row) => ` ${sumText(row.places)} = ${row.value}`));
  const bounds = places.map((place) => ` 0 <= x${place} <= ${variables[place]!.scoreMax}`);
  return `Subject To\n${[...sums].join('\n')}\nBounds\n${bounds.join('\n')}\nEnd\n`;
}

export function sumText(places: readonly number[]): string {
  return places.map((place) => `+ x${place}`).join(' ');
}

export function total<One>(ones: readonly One[], of: (one: One) => number): number {
  return ones.reduce((sum, one) => sum + of(one), 0);
}
