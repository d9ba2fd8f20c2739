/**
 * Groups that the tallies of a closed round have counted already: units by channel, service or an option of a background
 * question, and the days of the whole round. They cost nothing per submission; the columns count all others.
 */
import type { CountedGroup } from '../../processing/columns/columnQuery.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { groupedUnit } from '../../processing/results/roundRelease.ts';
import type { CellDimension, UnitCells } from '../../processing/results/unitCells.ts';
import { cellOver, formsInCell, sumOfCells, type Cell } from '../../statistics/estimation/cell.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { aboutValue } from '../../statistics/estimation/tally.ts';
import { OWN, type AnalysisDimension } from './dimensions.ts';

/** The cell of a value for the unit at hand. */
type CellOf = (dimension: CellDimension, value: string) => Cell;

/** @returns undefined where the tallies do not distinguish these groups */
export function talliedGroups(
  { plan, snapshot, round, tree }: MeasuredRound,
  cells: UnitCells,
  { unitId, dimensions }: { readonly unitId: string; readonly dimensions: readonly AnalysisDimension[] },
): readonly CountedGroup[] | undefined {
  const others = dimensions.filter(({ id }) => id !== 'unit');
  const [other] = others;
  if (snapshot.live || others.length > 1) return undefined;
  const isWholeRound = dimensions.length === 1 && groupedUnit(tree, round.unitIds) === unitId;
  if (other?.axis.dimension.kind === 'day' && !isWholeRound) return undefined;
  const units: readonly (readonly [key: string, cellOf: CellOf])[] =
    others.length === dimensions.length
      ? [[unitId, (...of) => cells.of(unitId, ...of)]]
      : [
          ...tree.childIds(unitId).map((id) => [id, (...of) => cells.cell(id, ...of)] as [string, CellOf]),
          [OWN, (...of) => cells.own(unitId, ...of)],
        ];
  const groups: CountedGroup[] = [];
  for (const [unit, cellOf] of units) {
    const values = other ? valuesOf(plan, cells, other, cellOf) : [['', cellOf('all', '')] as const];
    if (!values) return undefined;
    for (const [value, cell] of values) {
      const keys = dimensions.map(({ id }) => (id === 'unit' ? unit : value));
      if (formsInCell(cell) > 0) groups.push({ keys, numbers: cell.numbers });
    }
  }
  return groups;
}

/** @returns undefined where the tallies do not hold all submissions by this dimension */
function valuesOf(
  plan: CountingPlan,
  cells: UnitCells,
  { axis }: AnalysisDimension,
  cellOf: CellOf,
): readonly (readonly [value: string, cell: Cell])[] | undefined {
  const { dimension, groups, others } = axis;
  const all = cellOf('all', '');
  const { kind } = dimension;
  if (kind === 'service' || kind === 'channel')
    return cells.values(kind).map((value) => [value, cellOf(kind, value)]);
  if (kind === 'about') {
    const prefix = aboutValue(dimension.id, '');
    const values = cells.values('about').filter((value) => value.startsWith(prefix));
    const given = values.map((value) => [value.slice(prefix.length), cellOf('about', value)] as const);
    const numbers = all.numbers.slice();
    for (const [, cell] of given) cell.numbers.forEach((number, at) => (numbers[at]! -= number));
    return [...given, ['', cellOver(plan, numbers)]];
  }
  if (kind !== 'day') return undefined;
  const byGroup = new Map<string, Cell[]>();
  for (const day of cells.values('day')) {
    const key = groups ? (groups[day] ?? others) : day;
    if (key !== undefined) byGroup.set(key, [...(byGroup.get(key) ?? []), cellOf('day', day)]);
  }
  return [...byGroup].map(([key, some]) => [key, sumOfCells(plan, some)]);
}
