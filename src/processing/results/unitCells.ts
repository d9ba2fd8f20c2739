/** The cells of a snapshot by unit, each including all subunits; computed once and cached. */
import type { UnitTree } from '../../registers/units/unitTree.ts';
import type { ResultsSnapshot } from '../../statistics/estimation/snapshot.ts';
import { cellOver, emptyCell, type Cell } from '../../statistics/estimation/cell.ts';
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
  /** Of units with their subunits; undefined without responses. */
  readonly within: Map<string, Float64Array | undefined>;
  readonly cells: Map<string, Cell>;
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
    const column = columnOf(dimension, value);
    const known = column.cells.get(unitId);
    if (known) return known;
    const numbers = numbersWithin(tree, unitId, column);
    const made = numbers ? cellOver(plan, numbers) : nothing;
    column.cells.set(unitId, made);
    return made;
  }

  return {
    own,
    cell,
    /** A unit's part of a dimension; by day, the part of the whole round. */
    of: (unitId: string, dimension: CellDimension, value: string): Cell =>
      dimension === 'day' ? own(WHOLE_ROUND, dimension, value) : cell(unitId, dimension, value),
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

/** The numbers of a unit's cell; those of its subunits become cells only if they are asked for. */
function numbersWithin(tree: UnitTree, unitId: string, column: Column): Float64Array | undefined {
  if (column.within.has(unitId)) return column.within.get(unitId);
  const below = tree.childIds(unitId).map((id) => numbersWithin(tree, id, column));
  const parts = [column.own.get(unitId), ...below].filter((part) => part !== undefined);
  const sum = parts.length > 1 ? sumOf(parts) : parts[0];
  column.within.set(unitId, sum);
  return sum;
}

function sumOf(parts: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(parts[0]!.length);
  for (const part of parts) for (let at = 0; at < sum.length; at++) sum[at]! += part[at]!;
  return sum;
}

function columnsOf({ tallies }: ResultsSnapshot) {
  const columns = new Map<string, Column>();

  function columnOf(dimension: Dimension, value: string): Column {
    const key = `${dimension} ${value}`;
    const known = columns.get(key);
    if (known) return known;
    const column = {
      dimension,
      value,
      own: new Map(),
      within: new Map(),
      cells: new Map(),
    };
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
