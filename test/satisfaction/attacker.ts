/**
 * One who reads everything that is shown and works out the rest, with a linear program solver of other people's making.
 * It knows the rules: a hidden cell has at least one person, and forms are only ever added from one version to the next.
 */
import { createRequire } from 'node:module';
import type { LegacyHighs } from 'highs';
import type { Relation } from '../../src/satisfaction/hiding.ts';

/** Its types do not know that it is a function. */
const loadHighs = createRequire(import.meta.url)('highs') as () => Promise<LegacyHighs>;
const highs = await loadHighs();

/** What a reader sees of a version: everything but the people of hidden cells. */
export interface SeenVersion {
  readonly people: ReadonlyMap<string, number>;
  readonly relations: readonly Relation[];
  readonly hidden: ReadonlySet<string>;
  /** Of these, cells that may be empty and that nothing is to keep secret: they only stand in sums. */
  readonly unasked?: ReadonlySet<string>;
}

/** The narrowest range that any hidden cell of the versions can be worked out to; Infinity when nothing is hidden. */
export function narrowestRange(versions: readonly SeenVersion[]): number {
  return Math.min(Infinity, ...rangesOf(versions).map(({ width }) => width));
}

/** What each hidden cell can be worked out to. */
export function rangesOf(
  versions: readonly SeenVersion[],
): { readonly key: string; readonly width: number }[] {
  const keys = versions.flatMap(({ hidden }) => [...hidden]);
  const variables = versions.flatMap(({ hidden }, version) =>
    [...hidden].map((key) => name(versions, version, key)),
  );
  const constraints = [...versions.flatMap((_, version) => sums(versions, version)), ...growth(versions)];
  if (constraints.length === 0) return [];
  const unasked = new Set(
    versions.flatMap(({ unasked: free }, version) =>
      [...(free ?? [])].map((key) => name(versions, version, key)),
    ),
  );
  const bounds = variables.map((one) => ` ${one} >= ${unasked.has(one) ? 0 : 1}\n`).join('');
  return variables.flatMap((variable, place) => {
    if (unasked.has(variable)) return [];
    const up = optimum('Maximize', variable, bounds, constraints);
    const width = up === undefined ? Infinity : up - optimum('Minimize', variable, bounds, constraints)!;
    return [{ key: keys[place]!, width }];
  });
}

/** Names for the solver: v0_3 is the fourth hidden cell of the first version. */
function name(versions: readonly SeenVersion[], version: number, key: string): string {
  return `v${version}_${[...versions[version]!.hidden].indexOf(key)}`;
}

function sums(versions: readonly SeenVersion[], version: number): string[] {
  const { people, relations, hidden } = versions[version]!;
  return relations.flatMap(({ total, parts }) => {
    let known = 0;
    const terms: string[] = [];
    for (const [key, sign] of [[total, 1] as const, ...parts.map((part) => [part, -1] as const)]) {
      if (hidden.has(key)) terms.push(`${sign > 0 ? '+' : '-'} ${name(versions, version, key)}`);
      else known += sign * people.get(key)!;
    }
    return terms.length === 0 ? [] : [`${terms.join(' ')} = ${-known}`];
  });
}

function growth(versions: readonly SeenVersion[]): string[] {
  return versions.slice(1).flatMap((later, before) =>
    [...later.people.keys()].flatMap((key) => {
      const earlier = versions[before]!;
      const [isHidden, wasHidden] = [later.hidden.has(key), earlier.hidden.has(key)];
      const [now, then] = [name(versions, before + 1, key), name(versions, before, key)];
      if (isHidden && wasHidden) return [`${now} - ${then} >= 0`];
      if (isHidden) return [`${now} >= ${earlier.people.get(key) ?? 0}`];
      return wasHidden ? [`${then} <= ${later.people.get(key)!}`] : [];
    }),
  );
}

function optimum(
  goal: 'Maximize' | 'Minimize',
  variable: string,
  bounds: string,
  constraints: readonly string[],
): number | undefined {
  const solution = highs.solve(
    `${goal}\n obj: ${variable}\nSubject To\n${constraints.map((line, row) => ` c${row}: ${line}\n`).join('')}` +
      `Bounds\n${bounds}End\n`,
  );
  if (solution.Status === 'Unbounded' || solution.Status === 'Primal infeasible or unbounded')
    return undefined;
  if (solution.Status !== 'Optimal') throw new Error(`the attacker's program is ${solution.Status}`);
  return solution.ObjectiveValue;
}
