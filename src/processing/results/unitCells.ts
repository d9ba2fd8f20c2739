/** The cells of a snapshot by unit, each including all subunits; computed once and cached. */
import type { UnitTree } from '../../registers/units/unitTree.ts';
import type { ResultsSnapshot } from '../../statistics/estimation/snapshot.ts';
import { cellOver, emptyCell, sumOfCells, type Cell } from '../../statistics/estimation/cell.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { importanceSumsIn, noImportanceNumbers } from '../../statistics/estimation/importanceNumbers.ts';
import type { ImportanceSums } from '../../statistics/estimation/priorities.ts';
import { WHOLE_ROUND, type Dimension } from '../../statistics/estimation/tally.ts';

export type CellDimension = Exclude<Dimension, 'importance'>;

/** The tallies of one value of a dimension by unit, and the cells derived from them. */
interface Column {
  readonly dimension: Dimension;
  readonly value: string;
  readonly own: Map<string, Float64Array>;
  readonly cells: Map<string, Cell>;
  readonly people: Map<string, number>;
}

export function unitCells(plan: CountingPlan, snapshot: ResultsSnapshot, tree: UnitTree) {
  const { columnOf, values } = columnsOf(snapshot);
  /** Shared by all units without responses, so that nothing has to be added up for them. */
  const nothing = emptyCell(plan);

  /** The cell of a unit, excluding its subunits. */
  function own(unitId: string, dimension: CellDimension = 'all', value = ''): Cell {
    const numbers = columnOf(dimension, value).own.get(unitId);
    return numbers ? cellOver(plan, numbers) : nothing;
  }

  function cell(unitId: string, dimension: CellDimension = 'all', value = ''): Cell {
    const { cells } = columnOf(dimension, value);
    const known = cells.get(unitId);
    if (known) return known;
    const below = tree.childIds(unitId).map((id) => cell(id, dimension, value));
    const parts = [own(unitId, dimension, value), ...below].filter((part) => part !== nothing);
    const sum = parts.length > 1 ? sumOfCells(plan, parts) : (parts[0] ?? nothing);
    cells.set(unitId, sum);
    return sum;
  }

  /** Respondents of a unit including all its subunits. For many values, this costs far less than their cells. */
  function peopleWithin(unitId: string, column: Column): number {
    const known = column.people.get(unitId);
    if (known !== undefined) return known;
    const numbers = column.own.get(unitId);
    let count = numbers ? numbers[0]! : 0; // the first of a cell's numbers (cell.ts)
    for (const id of tree.childIds(unitId)) count += peopleWithin(id, column);
    column.people.set(unitId, count);
    return count;
  }

  return {
    own,
    cell,
    /** A unit's part of a dimension; by day, the part of the whole round. */
    of: (unitId: string, dimension: CellDimension, value: string): Cell =>
      dimension === 'day' ? own(WHOLE_ROUND, dimension, value) : cell(unitId, dimension, value),
    peopleOf: (unitId: string, dimension: CellDimension, value: string): number =>
      peopleWithin(dimension === 'day' ? WHOLE_ROUND : unitId, columnOf(dimension, value)),
    /** For each question of the plan. */
    importance(unitId: string): ImportanceSums[] {
      const total = noImportanceNumbers(plan);
      for (const id of tree.subtreeIds(unitId)) {
        columnOf('importance', '')
          .own.get(id)
          ?.forEach((number, index) => (total[index] = total[index]! + number));
      }
      return importanceSumsIn(total);
    },
    values,
    /** Units with responses. */
    unitIds: snapshot.tallies.filter(({ dimension }) => dimension === 'all').map(({ unitId }) => unitId),
  };
}
export type UnitCells = ReturnType<typeof unitCells>;

function columnsOf({ tallies }: ResultsSnapshot) {
  const columns = new Map<string, Column>();

  function columnOf(dimension: Dimension, value: string): Column {
    const key = `${dimension} ${value}`;
    const known = columns.get(key);
    if (known) return known;
    const column = { dimension, value, own: new Map(), cells: new Map(), people: new Map() };
    columns.set(key, column);
    return column;
  }

  for (const { unitId, dimension, value, numbers } of tallies)
    columnOf(dimension, value).own.set(unitId, numbers);
  return {
    columnOf,
    /** The values of a dimension that occur, in a fixed order. */
    values: (dimension: Dimension): readonly string[] =>
      [...columns.values()]
        .filter((column) => column.dimension === dimension && column.own.size > 0)
        .map(({ value }) => value)
        .sort(),
  };
}
