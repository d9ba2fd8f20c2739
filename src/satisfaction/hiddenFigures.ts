/**
 * Which figures of a board are hidden, for all of its pages and files at once: what one page hides another must not
 * tell. Every number that a reader can subtract stands in one table: people of each unit, of each factor and question,
 * answers of factors as sums of their questions, the parts by channel, by service and by who answered of units that have
 * units below them, and the days of the whole round.
 */
import type { UnitTree } from '../units/unitTree.ts';
import { peopleIn, type Cell } from './cell.ts';
import type { CountingPlan } from './countingPlan.ts';
import { hiddenCells, type HidingTable, type Relation } from './hiding.ts';
import { momentsOf, WHOLE, type Scope } from './scope.ts';
import type { TableVersion } from './versions.ts';
import type { UnitCells } from './unitCells.ts';
import { ownKey } from './unitTable.ts';
import { MINIMUM_PEOPLE } from './variants.ts';

/** Dimensions by which a unit with units below it is shown. */
export const splitDimensions = ['channel', 'service'] as const;
export type SplitDimension = (typeof splitDimensions)[number];

/** Dimensions by which there are figures; by day of the unit alone that a whole round is about. */
export type TableDimension = SplitDimension | 'about' | 'day';

/** What a figure is of, within a unit. */
export type FigureOf =
  { readonly scope: Scope } | { readonly dimension: TableDimension; readonly value: string };

export function figureKey(unitId: string, of: FigureOf): string {
  if ('dimension' in of) return `${unitId} ${of.dimension} ${of.value}`;
  return `${unitId} ${of.scope.kind} ${of.scope.kind === 'whole' ? '' : of.scope.id}`;
}

/** A column of the table: what is counted of each unit, and the figure that shows it. */
interface Column {
  readonly name: string;
  readonly of: FigureOf;
  readonly unitIds: readonly string[];
  readonly count: (unitId: string) => number;
}

/**
 * Keys of the figures that are not shown, those of fewer than ten people among them.
 *
 * @param unitIds the units that are shown, those below first or last alike
 * @see docs/methodology.md, section 9
 */
export function hiddenFigures(
  plan: CountingPlan,
  cells: UnitCells,
  tree: UnitTree,
  unitIds: readonly string[],
): ReadonlySet<string> {
  const columns = columnsOf(plan, cells, tree, unitIds);
  const { table, figureOfCell } = tableOf(plan, columns, tree, unitIds);

  // Where no figure is small, what a unit has beside those below it, or who said nothing, may be (decision 0215).
  let hidden: ReadonlySet<string> = smallFigures(columns);
  for (;;) {
    const alreadyHidden = new Set(
      [...figureOfCell].filter(([, figure]) => hidden.has(figure)).map(([cell]) => cell),
    );
    const found = hiddenCells({ ...table, alreadyHidden } satisfies HidingTable);
    const next = new Set(hidden);
    for (const cell of found.keys()) {
      const figure = figureOfCell.get(cell);
      if (figure !== undefined) next.add(figure);
    }
    if (next.size === hidden.size) return hidden;
    hidden = next;
  }
}

/** All counts that are shown of a board or hidden in it, as one table, to be held against that of another state. */
export function figureTable(
  plan: CountingPlan,
  cells: UnitCells,
  tree: UnitTree,
  unitIds: readonly string[],
): TableVersion {
  const { table, figureOfCell } = tableOf(plan, columnsOf(plan, cells, tree, unitIds), tree, unitIds);
  const figures = hiddenFigures(plan, cells, tree, unitIds);
  const isHidden = (figure: string): boolean => figures.has(figure);
  const hidden = new Set([...figureOfCell].filter(([, figure]) => isHidden(figure)).map(([cell]) => cell));
  return { ...table, hidden: new Set([...hidden, ...unshownCells(table, figureOfCell)]) };
}

/** Cells that are no figure, such as what is a unit's own beside those below it: nobody is told of them. */
function unshownCells({ people, told }: HidingTable, figureOfCell: ReadonlyMap<string, string>): string[] {
  return [...people]
    .filter(([cell, count]) => count > 0 && !figureOfCell.has(cell) && told?.has(cell) !== true)
    .map(([cell]) => cell);
}

function tableOf(plan: CountingPlan, columns: readonly Column[], tree: UnitTree, unitIds: readonly string[]) {
  const figureOfCell = new Map<string, string>();
  const table = { people: new Map<string, number>(), relations: [] as Relation[], told: new Set<string>() };
  for (const column of columns) addColumn(table, figureOfCell, column, tree);
  for (const unitId of unitIds) addRows(plan, table, columns, unitId);
  for (const unitId of unitIds) addBands(table, columns, unitId);
  for (const unitId of unitIds) addMonths(table, columns, unitId);
  addRound(table, unitIds, tree);
  return { table, figureOfCell };
}

function columnsOf(
  plan: CountingPlan,
  cells: UnitCells,
  tree: UnitTree,
  unitIds: readonly string[],
): Column[] {
  const scopes: Column[] = [];
  const add = (name: string, scope: Scope, count: (cell: Cell) => number) =>
    scopes.push({ name, of: { scope }, unitIds, count: (id) => count(cells.cell(id)) });
  add('people', WHOLE, peopleIn);
  add('answers', WHOLE, (cell) => answersOf(plan, cell));
  for (const [place, id] of plan.factors.entries()) {
    const scope: Scope = { kind: 'factor', id };
    add(`people of factor ${id}`, scope, (cell) => cell.peopleByFactor[place]!);
    add(`answers of factor ${id}`, scope, (cell) => answersOf(plan, cell, place));
  }
  for (const { id, factor } of plan.questions) {
    const scope: Scope = { kind: 'question', id };
    add(`question of ${plan.factors[factor]!} ${id}`, scope, (cell) => momentsOf(plan, scope, cell).answered);
  }
  const inner = unitIds.filter((id) => tree.childIds(id).length > 0);
  const split = (dimension: TableDimension, shownIn: readonly string[]): Column[] =>
    cells.values(dimension).map((value) => ({
      name: `${dimension} ${value}`,
      of: { dimension, value },
      unitIds: shownIn,
      count: (id) => cells.peopleOf(id, dimension, value),
    }));
  return [
    ...scopes,
    ...[...splitDimensions, 'about' as const].flatMap((dimension) => split(dimension, inner)),
    ...split('day', wholeOf(tree, unitIds)),
  ];
}

/** The one unit that all others are below, where there is one: what is counted of the whole round is counted of it. */
export function wholeOf(tree: UnitTree, unitIds: readonly string[]): readonly string[] {
  const all = new Set(unitIds);
  const roots = unitIds.filter((id) => !all.has(tree.parentId(id) ?? ''));
  return roots.length === 1 ? roots : [];
}

function smallFigures(columns: readonly Column[]): Set<string> {
  const small = new Set<string>();
  for (const { name, of, unitIds, count } of columns) {
    if (name.startsWith('answers')) continue;
    for (const unitId of unitIds) {
      const people = count(unitId);
      if (people > 0 && people < MINIMUM_PEOPLE) small.add(figureKey(unitId, of));
    }
  }
  return small;
}

/** The tree of units within one column. */
function addColumn(
  { people, relations }: { people: Map<string, number>; relations: Relation[] },
  figureOfCell: Map<string, string>,
  { name, of, unitIds, count }: Column,
  tree: UnitTree,
): void {
  const shown = new Set(unitIds);
  for (const unitId of unitIds) {
    const key = cellName(unitId, name);
    people.set(key, count(unitId));
    figureOfCell.set(key, figureKey(unitId, of));
    const below = tree.childIds(unitId).filter((id) => shown.has(id));
    if (below.length === 0) continue;
    const parts = below.map((id) => cellName(id, name));
    const rest = count(unitId) - below.reduce((sum, id) => sum + count(id), 0);
    people.set(cellName(ownKey(unitId), name), rest);
    relations.push({ total: key, parts: [...parts, cellName(ownKey(unitId), name)] });
  }
}

/** What adds up within one unit: answers of factors and of questions, people by channel and by service. */
function addRows(
  plan: CountingPlan,
  { relations }: { relations: Relation[] },
  columns: readonly Column[],
  unitId: string,
): void {
  const named = (start: string) =>
    columns
      .filter(({ name, unitIds }) => name.startsWith(start) && unitIds.includes(unitId))
      .map(({ name }) => cellName(unitId, name));
  const add = (total: string, parts: string[]) => {
    if (parts.length > 0) relations.push({ total: cellName(unitId, total), parts });
  };
  add('answers', named('question of '));
  for (const factor of plan.factors) add(`answers of factor ${factor}`, named(`question of ${factor} `));
  for (const dimension of [...splitDimensions, 'day']) add('people', named(`${dimension} `));
}

/** The bands of each question on the person add up to all people with those who said nothing, who are no figure. */
function addBands(
  { people, relations }: { people: Map<string, number>; relations: Relation[] },
  columns: readonly Column[],
  unitId: string,
): void {
  const bands = columns.filter(({ name, unitIds }) => name.startsWith('about ') && unitIds.includes(unitId));
  const questions = new Set(bands.map(({ name }) => name.slice(0, name.indexOf(':'))));
  const total = cellName(unitId, 'people');
  for (const question of questions) {
    const parts = bands
      .filter(({ name }) => name.startsWith(`${question}:`))
      .map(({ name }) => cellName(unitId, name));
    const silent = cellName(unitId, `${question} silent`);
    people.set(silent, people.get(total)! - parts.reduce((sum, part) => sum + people.get(part)!, 0));
    relations.push({ total, parts: [...parts, silent] });
  }
}

/** How many forms of the whole round count is told on every page, whatever is hidden. */
function addRound(
  { people, relations, told }: { people: Map<string, number>; relations: Relation[]; told: Set<string> },
  unitIds: readonly string[],
  tree: UnitTree,
): void {
  const all = new Set(unitIds);
  const parts = unitIds.filter((id) => !all.has(tree.parentId(id) ?? '')).map((id) => cellName(id, 'people'));
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) {
    if (people.get(only)! >= MINIMUM_PEOPLE) told.add(only);
    return;
  }
  people.set('round', parts.reduce((sum, part) => sum + people.get(part)!, 0)); // prettier-ignore
  told.add('round');
  relations.push({ total: 'round', parts });
}

/** The days of a month add up to what single forms tell of it: no figure, but told, unless it is small itself. */
function addMonths(
  { people, relations, told }: { people: Map<string, number>; relations: Relation[]; told: Set<string> },
  columns: readonly Column[],
  unitId: string,
): void {
  const days = columns.filter(({ name, unitIds }) => name.startsWith('day ') && unitIds.includes(unitId));
  const months = new Set(days.map(({ name }) => name.slice(0, 'day 2026-01'.length)));
  for (const month of months) {
    const parts = days.filter(({ name }) => name.startsWith(month)).map(({ name }) => cellName(unitId, name));
    const total = cellName(unitId, month.replace('day', 'month'));
    const count = parts.reduce((sum, part) => sum + people.get(part)!, 0);
    people.set(total, count);
    if (count >= MINIMUM_PEOPLE) told.add(total);
    relations.push({ total, parts });
  }
}

function cellName(unitId: string, column: string): string {
  return `${unitId} ${column}`;
}

/** Valid answers, each of which is one person's answer to one question. */
function answersOf(plan: CountingPlan, cell: Cell, factor?: number): number {
  return plan.questions
    .filter((question) => factor === undefined || question.factor === factor)
    .reduce((sum, { id }) => sum + momentsOf(plan, { kind: 'question', id }, cell).answered, 0);
}
