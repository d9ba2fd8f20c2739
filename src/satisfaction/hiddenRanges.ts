/**
 * What an attacker can work out about hidden numbers: everything shown is an equation between them, and the range that
 * the equations leave to each is found by linear programming.
 */
import { firstCorner, lower, raise, TOLERANCE, valuesAt, type Corner, type Equation } from './simplex.ts';

/** A number that is not shown, and the least that an attacker knows it to be. */
export interface Unknown {
  readonly value: number;
  readonly least: number;
  /** No range is asked for. */
  readonly mayBeKnown?: boolean;
}

/**
 * The unknowns that can be worked out to less than a given width.
 *
 * Each corner that the walk comes to is one more solution, in which all unknowns are looked at; so few of them have to
 * be walked for, and those only until two solutions are far enough apart.
 *
 * @param unknowns with their true values, which solve the equations
 * @param equations over places of unknowns
 * @param width the range that each has to have
 * @returns places of the unknowns whose range is narrower, rising
 */
export function narrowUnknowns(
  unknowns: readonly Unknown[],
  equations: readonly Equation[],
  width: number,
): number[] {
  return linkedGroups(equations)
    .flatMap((group) => narrowInGroup(unknowns, group, width))
    .sort((one, other) => one - other);
}

/** Unknowns that equations link; what is said of one group tells nothing of another. */
export interface LinkedGroup {
  readonly places: readonly number[];
  readonly equations: readonly Equation[];
}

export function linkedGroups(equations: readonly Equation[]): LinkedGroup[] {
  const groupOf = new Map<number, LinkedGroup>();
  for (const equation of equations) {
    const own = equation.terms.map(([place]) => place);
    const joined = [...new Set(own.flatMap((place) => groupOf.get(place) ?? []))];
    const group = {
      places: [...new Set([...joined.flatMap(({ places }) => places), ...own])],
      equations: [...joined.flatMap((one) => one.equations), equation],
    };
    for (const place of group.places) groupOf.set(place, group);
  }
  return [...new Set(groupOf.values())];
}

/** The same of one group. @returns places, rising */
export function narrowInGroup(
  all: readonly Unknown[],
  { places, equations }: LinkedGroup,
  width: number,
): number[] {
  const unknowns = places.map((place) => all[place]!);
  const variableOf = new Map(places.map((place, variable) => [place, variable]));
  const corner = firstCorner(
    unknowns.length,
    equations.map(({ terms, value }) => ({
      terms: terms.map(([place, coefficient]) => [variableOf.get(place)!, coefficient] as const),
      value: value - terms.reduce((sum, [place, coefficient]) => sum + coefficient * all[place]!.least, 0),
    })),
  );
  const ranges = unknowns.map(({ value, least }) => ({ low: value - least, up: value - least }));
  const isNarrow = (variable: number) => {
    const isWide = () => {
      widen(ranges, corner);
      return ranges[variable]!.up - ranges[variable]!.low >= width - TOLERANCE;
    };
    if (isWide() || raise(corner, variable, isWide) === 'unbounded') return false;
    lower(corner, variable, isWide);
    return !isWide();
  };
  return places
    .filter((place, variable) => all[place]!.mayBeKnown !== true && isNarrow(variable))
    .sort((one, other) => one - other);
}

/** Takes the solution at a corner into the ranges that were seen. */
function widen(ranges: { low: number; up: number }[], corner: Corner): void {
  const values = valuesAt(corner);
  ranges.forEach((range, variable) => {
    range.low = Math.min(range.low, values[variable]!);
    range.up = Math.max(range.up, values[variable]!);
  });
}
