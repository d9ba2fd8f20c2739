/** The cells of a board by unit, each with all that is below the unit; worked out once and kept. */
import type { UnitTree } from '../../registers/units/unitTree.ts';
import type { Board } from '../../statistics/estimation/board.ts';
import { cellOver, emptyCell, sumOfCells, type Cell } from '../../statistics/estimation/cell.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { importanceSumsIn, noImportanceNumbers } from '../../statistics/estimation/importanceNumbers.ts';
import type { ImportanceSums } from '../../statistics/estimation/priorities.ts';
import { WHOLE_ROUND, type Dimension } from '../../statistics/estimation/tally.ts';

export type CellDimension = Exclude<Dimension, 'importance'>;

/** What is kept of one value of a dimension, by unit, and what was worked out from it. */
interface Column {
  readonly dimension: Dimension;
  readonly value: string;
  readonly own: Map<string, Float64Array>;
  readonly cells: Map<string, Cell>;
  readonly people: Map<string, number>;
}

export function unitCells(plan: CountingPlan, board: Board, tree: UnitTree) {
  const columns = new Map<string, Column>();
  for (const { unitId, dimension, value, numbers } of board.tallies)
    columnOf(dimension, value).own.set(unitId, numbers);
  /** The same one for all units without forms, so that nothing has to be added up for them. */
  const nothing = emptyCell(plan);

  /** Of what is a unit's own and no other's below it. */
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

  /** People of a unit with all that is below it: of many values, that costs far less than their cells. */
  function peopleWithin(unitId: string, column: Column): number {
    const known = column.people.get(unitId);
    if (known !== undefined) return known;
    const numbers = column.own.get(unitId);
    let count = numbers ? numbers[0]! : 0; // the first of a cell's numbers (cell.ts)
    for (const id of tree.childIds(unitId)) count += peopleWithin(id, column);
    column.people.set(unitId, count);
    return count;
  }

  function columnOf(dimension: Dimension, value: string): Column {
    const key = `${dimension} ${value}`;
    const column = columns.get(key) ?? {
      dimension,
      value,
      own: new Map(),
      cells: new Map(),
      people: new Map(),
    };
    columns.set(key, column);
    return column;
  }

  return {
    own,
    cell,
    /** A unit's part of a dimension; by day it is the whole round's. */
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
          ?.forEach((number, place) => (total[place] = total[place]! + number));
      }
      return importanceSumsIn(total);
    },
    /** The values of a dimension that occur, in a fixed order. */
    values: (dimension: Dimension): readonly string[] =>
      [...columns.values()]
        .filter((column) => column.dimension === dimension && column.own.size > 0)
        .map(({ value }) => value)
        .sort(),
    /** Units that answers were given for. */
    unitIds: board.tallies.filter(({ dimension }) => dimension === 'all').map(({ unitId }) => unitId),
  };
}
export type UnitCells = ReturnType<typeof unitCells>;
