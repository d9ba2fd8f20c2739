/**
 * One who reads everything that is shown of a table, or of two of its versions, and works out the rest with a linear program.
 * It knows the rules: a hidden cell has at least one person, and forms are only ever added from one version to the next.
 */
import type { Relation } from '../../src/satisfaction/hiding.ts';
import { rangesOf, type Constraint } from '../attack/ranges.ts';

/** What a reader sees of a version: everything but the people of hidden cells. */
export interface SeenVersion {
  readonly people: ReadonlyMap<string, number>;
  readonly relations: readonly Relation[];
  readonly hidden: ReadonlySet<string>;
  readonly mayBeKnown?: ReadonlySet<string>;
}

/** The narrowest range that any hidden cell that may not be known can be worked out to, if it is below five; Infinity when nothing is hidden. */
export function narrowestRange(versions: readonly SeenVersion[]): number {
  const places = new Map<string, number>();
  versions.forEach(({ hidden }, version) => {
    for (const key of hidden) places.set(`${version} ${key}`, places.size);
  });
  const constraints: Constraint[] = [
    ...[...places.values()].map((place): Constraint => ({ sum: new Map([[place, 1]]), is: '>=', value: 1 })),
    ...versions.flatMap((seen, version) =>
      seen.relations.map(({ total, parts }) => {
        const terms = [[total, 1] as const, ...parts.map((part) => [part, -1] as const)];
        return told(versions, places, terms.map(([key, sign]) => ({ version, key, sign })), '='); // prettier-ignore
      }),
    ),
    ...versions.slice(1).flatMap((later, before) =>
      [...later.people.keys()].map(
        (key) =>
        told(versions, places, [{ version: before + 1, key, sign: 1 }, { version: before, key, sign: -1 }], '>='), // prettier-ignore
      ),
    ),
  ].filter(({ sum }) => sum.size > 0);
  const sums = versions.flatMap(({ hidden, mayBeKnown }, version) =>
    [...hidden]
      .filter((key) => mayBeKnown?.has(key) !== true)
      .map((key) => new Map([[places.get(`${version} ${key}`)!, 1]])),
  );
  return Math.min(Infinity, ...rangesOf(constraints, sums, () => 5).map(({ low, up }) => up - low));
}

/** What is known of cells stands on the other side. */
function told(
  versions: readonly SeenVersion[],
  places: ReadonlyMap<string, number>,
  terms: readonly { version: number; key: string; sign: number }[],
  is: Constraint['is'],
): Constraint {
  const sum = new Map<number, number>();
  let value = 0;
  for (const { version, key, sign } of terms) {
    const place = places.get(`${version} ${key}`);
    if (place === undefined) value -= sign * (versions[version]!.people.get(key) ?? 0);
    else sum.set(place, sign);
  }
  return { sum, is, value };
}
