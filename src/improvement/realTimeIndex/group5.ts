/**
 * The four items of group 5 of the service index (Decision 766) for the units of a year: rates from records, points
 * from rates, and points entered by hand. Computed items include all subunits; entered ones are the unit's alone.
 */
import { rateFigures, type RateCounts, type RateFigure } from '../../statistics/estimation/figure.ts';
import type { Sum } from '../../statistics/disclosure/suppressTable.ts';
import { ratio } from '../../statistics/estimation/ratio.ts';
import {
  faultlessFiles,
  itemMaximum,
  itemPoints,
  type HandledFiles,
} from '../../statistics/estimation/realTimeIndex.ts';
import { rounded, type Decimal } from '../../statistics/estimation/rounding.ts';
import type { UnitScope } from '../../access/accounts/unitScope.ts';
import type { EnteredItem, EnteredItems, EnteredName } from './entered.ts';

/** Decimals of points, and of the percents that they are made of. */
const decimals = 2;

export interface ComputedLine {
  readonly item: '5.2' | '5.4';
  readonly figure: RateFigure;
  /** Only where the figure is shown. */
  readonly points?: Decimal;
}

export interface EnteredLine {
  readonly item: EnteredName;
  readonly entered?: EnteredItem | undefined;
  readonly points?: Decimal;
}

export interface Group5 {
  /** In the order of the decision. */
  readonly lines: readonly (ComputedLine | EnteredLine)[];
  /** Sum over the items that have points, and of their maxima; undefined where none has. */
  readonly total: { readonly points: Decimal; readonly of: number } | undefined;
}

export interface YearRecords {
  readonly handlings: ReadonlyMap<string, RateCounts>;
  readonly files: ReadonlyMap<string, HandledFiles>;
  readonly entered: ReadonlyMap<string, EnteredItems>;
}

/** Every present and past unit, and the tree that they form. */
export interface UnitLocations extends Pick<UnitScope, 'childIds' | 'subtreeIds'> {
  readonly unitIds: readonly string[];
}

export function group5Of(
  { handlings, files, entered }: YearRecords,
  locations: UnitLocations,
): (unitId: string) => Group5 {
  const onTime = treeFigures(handlings, locations, (parts) => ({
    part: sumOf(parts, 'part'),
    whole: sumOf(parts, 'whole'),
  }));
  const faultless = treeFigures(files, locations, (parts) => {
    const sum = {
      files: sumOf(parts, 'files'),
      overdue: sumOf(parts, 'overdue'),
      complained: sumOf(parts, 'complained'),
    };
    return { part: faultlessFiles(sum), whole: sum.files };
  });
  return (unitId) => {
    const lines = [
      enteredLine('5.1', entered.get(unitId)),
      computedLine('5.2', onTime(unitId)),
      enteredLine('5.3', entered.get(unitId)),
      computedLine('5.4', faultless(unitId)),
    ];
    return { lines, total: totalOf(lines) };
  };
}

/** Sums over the tree. A unit's residual (excluding subunits) could be derived by subtraction, so suppression considers it too. */
function treeFigures<Counts>(
  own: ReadonlyMap<string, Counts>,
  { unitIds, childIds, subtreeIds }: UnitLocations,
  sum: (parts: readonly Counts[]) => RateCounts,
): (unitId: string) => RateFigure {
  const counts = new Map<string, RateCounts>();
  const sums: Sum<string>[] = [];
  const sumOver = (ids: Iterable<string>) => sum([...ids].flatMap((id) => own.get(id) ?? []));
  for (const unitId of unitIds) {
    counts.set(unitId, sumOver(subtreeIds([unitId])));
    const below = childIds(unitId);
    if (below.length === 0) continue;
    counts.set(`own ${unitId}`, sumOver([unitId]));
    sums.push({ total: unitId, parts: [`own ${unitId}`, ...below] });
  }
  return rateFigures(counts, sums, { decimals, isSample: false });
}

function sumOf<Name extends string>(parts: readonly Readonly<Record<Name, number>>[], name: Name): number {
  return parts.reduce((sum, part) => sum + part[name], 0);
}

function computedLine(item: ComputedLine['item'], figure: RateFigure): ComputedLine {
  if (figure.state !== 'shown') return { item, figure };
  const points = itemPoints(ratio(figure.part, figure.whole), itemMaximum[item]);
  return { item, figure, points: rounded(points.numerator, points.denominator, decimals) };
}

function enteredLine(item: EnteredName, items: EnteredItems | undefined): EnteredLine {
  const entered = items?.[item];
  return entered ? { item, entered, points: { units: entered.hundredths, decimals } } : { item };
}

/** Sum of the points as shown, since readers add them up. */
function totalOf(lines: readonly (ComputedLine | EnteredLine)[]): Group5['total'] {
  const known = lines.flatMap(({ item, points }) => (points ? [{ item, points }] : []));
  if (known.length === 0) return undefined;
  return {
    points: { units: known.reduce((sum, { points }) => sum + points.units, 0), decimals },
    of: known.reduce((sum, { item }) => sum + itemMaximum[item], 0),
  };
}
