/** Allocates a sample to units. */
import assert from 'node:assert/strict';

/** A unit that receives part of the sample. */
export interface PlannedUnit {
  readonly key: string;
  /** People or transactions, N_h, a whole number from 0. */
  readonly population: number;
  /** Standard deviation of answers for Neyman's allocation, S_h: for example √(p(1−p)) from the round before. */
  readonly spread?: number;
}

export type Allocation = 'equal' | 'proportional' | 'neyman';

/**
 * Allocates a sample equally, in proportion to N_h, or in proportion to N_h·S_h (Neyman). Nobody is asked twice: a unit gets
 * at most its population, and the excess goes to the other units by the same rule.
 *
 * @param total a whole number, at most the whole population
 * @returns by key, whole numbers that add up to `total`; remainders go to the largest, ties in the order given
 * @see docs/methodology.md, section 8
 */
export function allocate(
  total: number,
  units: readonly PlannedUnit[],
  allocation: Allocation,
): Map<string, number> {
  assert(Number.isInteger(total) && total >= 0, `a sample of ${total}`);
  assert(total <= peopleOf(units), `${total} of ${peopleOf(units)} people`);
  const weightOf = ({ population, spread }: PlannedUnit): number => {
    if (allocation === 'equal') return 1;
    return allocation === 'proportional' ? population : population * (spread ?? 0.5);
  };
  const whole = wholeUnits(total, units, weightOf);
  const rest = units.filter((unit) => !whole.has(unit));
  const shared = largestRemainder(total - peopleOf([...whole]), rest, weightOf);
  return new Map(units.map((unit) => [unit.key, whole.has(unit) ? unit.population : shared.get(unit.key)!]));
}

/**
 * A fixed number for each kind of unit, as provinces set them: 500 in each huyện, 150 in each xã. A smaller unit is surveyed
 * completely. A unit whose kind has no quota gets nobody.
 *
 * @returns by key
 */
export function allocateByQuota(
  units: readonly (PlannedUnit & { readonly kind: string })[],
  quotaByKind: ReadonlyMap<string, number>,
): Map<string, number> {
  return new Map(
    units.map(({ key, kind, population }) => [key, Math.min(population, quotaByKind.get(kind) ?? 0)]),
  );
}

/** Units that are surveyed completely because their allocation reaches or exceeds their population. */
function wholeUnits(
  total: number,
  units: readonly PlannedUnit[],
  weightOf: (unit: PlannedUnit) => number,
): ReadonlySet<PlannedUnit> {
  const whole = new Set<PlannedUnit>();
  for (;;) {
    const rest = units.filter((unit) => !whole.has(unit));
    const left = total - peopleOf([...whole]);
    const weights = rest.reduce((sum, unit) => sum + weightOf(unit), 0);
    const filled = rest.filter((unit) => weights > 0 && (left * weightOf(unit)) / weights >= unit.population);
    if (filled.length === 0) return whole;
    for (const unit of filled) whole.add(unit);
  }
}

function largestRemainder(
  total: number,
  units: readonly PlannedUnit[],
  weightOf: (unit: PlannedUnit) => number,
): Map<string, number> {
  const weights = units.reduce((sum, unit) => sum + weightOf(unit), 0);
  const exact = units.map((unit) => (weights > 0 ? (total * weightOf(unit)) / weights : 0));
  const parts = exact.map(Math.floor);
  const byRemainder = units
    .map((_, index) => index)
    .sort((one, other) => exact[other]! - parts[other]! - (exact[one]! - parts[one]!));
  let left = total - parts.reduce((sum, part) => sum + part, 0);
  while (left > 0) {
    const open = byRemainder.filter((position) => parts[position]! < units[position]!.population);
    for (const position of open.slice(0, left)) parts[position]! += 1;
    left -= Math.min(left, open.length);
  }
  return new Map(units.map(({ key }, index) => [key, parts[index]!]));
}

function peopleOf(units: readonly PlannedUnit[]): number {
  return units.reduce((sum, { population }) => sum + population, 0);
}
