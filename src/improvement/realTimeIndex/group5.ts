/**
 * The four items of group 5 for units of a year: rates made of records, points made of rates, and what is put in by hand.
 * A unit is shown with all that is below it; what is put in by hand is the unit's own.
 */
import { rateFigures, type RateCounts, type RateFigure } from '../../statistics/estimation/figure.ts';
import type { Sum } from '../../statistics/disclosure/suppressSums.ts';
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

/** Points have so many decimals, and so have the percents that they are made of. */
const decimals = 2;

export interface ComputedLine {
  readonly item: '5.2' | '5.4';
  readonly figure: RateFigure;
  /** Present where the figure is shown. */
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
  /** Of the items that have points, out of so many; undefined where none has. */
  readonly total: { readonly points: Decimal; readonly of: number } | undefined;
}

export interface YearRecords {
  readonly handlings: ReadonlyMap<string, RateCounts>;
  readonly files: ReadonlyMap<string, HandledFiles>;
  readonly entered: ReadonlyMap<string, EnteredItems>;
}

/** Every unit that there is or was, and how they lie below each other. */
export interface UnitPlaces extends Pick<UnitScope, 'childIds' | 'subtreeIds'> {
  readonly unitIds: readonly string[];
}

export function group5Of(
  { handlings, files, entered }: YearRecords,
  places: UnitPlaces,
): (unitId: string) => Group5 {
  const onTime = treeFigures(handlings, places, (parts) => ({
    part: sumOf(parts, 'part'),
    whole: sumOf(parts, 'whole'),
  }));
  const faultless = treeFigures(files, places, (parts) => {
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

/** Sums over the tree; what a unit has by itself can be subtracted, so it is among the cells that are looked at. */
function treeFigures<Counts>(
  own: ReadonlyMap<string, Counts>,
  { unitIds, childIds, subtreeIds }: UnitPlaces,
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

/** Of points as they are shown, since a reader will add them. */
function totalOf(lines: readonly (ComputedLine | EnteredLine)[]): Group5['total'] {
  const known = lines.flatMap(({ item, points }) => (points ? [{ item, points }] : []));
  if (known.length === 0) return undefined;
  return {
    points: { units: known.reduce((sum, { points }) => sum + points.units, 0), decimals },
    of: known.reduce((sum, { item }) => sum + itemMaximum[item], 0),
  };
}
