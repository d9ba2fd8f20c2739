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
  readonly unitIds: ReadonlySet<string>;
  readonly count: (unitId: string) => number;
  /** Where answers are counted: the people who gave them. */
  readonly countPeople?: (unitId: string) => number;
}

/**
 * Keys of the figures that are not shown, those of fewer than ten people among them; of what is a unit's own and of none below
 * it, under `ownKey` of the unit.
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
  return figuresHidden(tableOf(plan, columnsOf(plan, cells, tree, unitIds), tree, unitIds), unitIds);
}

/** With an index, the factors and questions that nobody answered are hidden: they would be a bound on those beside it. */
function figuresHidden(table: Table, unitIds: readonly string[]): ReadonlySet<string> {
  const { people, within, figureOf } = table;
  const hidden = hiddenCells(table);
  const empty = unitIds
    .map((unitId) => cellName(unitId, 'people'))
    .filter((whole) => hidden.has(whole))
    .flatMap((whole) => within.get(whole)!.filter((cell) => people.get(cell) === 0));
  return new Set([...hidden.keys(), ...empty].flatMap((cell) => figureOf.get(cell) ?? []));
}

/** All counts that are shown of a board or hidden in it, as one table, to be held against that of another state. */
export function figureTable(
  plan: CountingPlan,
  cells: UnitCells,
  tree: UnitTree,
  unitIds: readonly string[],
): TableVersion {
  const table = tableOf(plan, columnsOf(plan, cells, tree, unitIds), tree, unitIds);
  const figures = figuresHidden(table, unitIds);
  const isHidden = (cell: string): boolean =>
    table.people.get(cell)! > 0 &&
    (table.unpublished.has(cell) || figures.has(table.figureOf.get(cell) ?? ''));
  return { ...table, hidden: new Set([...table.people.keys()].filter(isHidden)) };
}

interface Table extends HidingTable {
  readonly people: Map<string, number>;
  readonly relations: Relation[];
  readonly told: Set<string>;
  readonly mayBeKnown: Set<string>;
  readonly figureOf: Map<string, string>;
  /** Cells of which no page tells: a unit's own beside those below it, who said nothing of themselves, a small month. */
  readonly unpublished: Set<string>;
  readonly within: Map<string, readonly string[]>;
}

function tableOf(
  plan: CountingPlan,
  columns: readonly Column[],
  tree: UnitTree,
  unitIds: readonly string[],
): Table {
  const table: Table = {
    people: new Map(),
    relations: [],
    told: new Set(),
    mayBeKnown: new Set(),
    figureOf: new Map(),
    unpublished: new Set(),
    within: new Map(),
  };
  for (const column of columns) addColumn(table, column, tree);
  addRows(plan, table, columns, unitIds);
  addBands(table, columns, unitIds);
  for (const unitId of unitIds) addMonths(table, columns, unitId);
  addRound(table, unitIds, tree);
  for (const unitId of [...unitIds, ...unitIds.map(ownKey)]) addWithin(plan, table, unitId);
  return table;
}

function columnsOf(
  plan: CountingPlan,
  cells: UnitCells,
  tree: UnitTree,
  unitIds: readonly string[],
): Column[] {
  const all = new Set(unitIds);
  const scopes: Column[] = [];
  type Counting = (cell: Cell) => number;
  const add = (name: string, scope: Scope, counting: Counting, ofPeople?: Counting) =>
    scopes.push({
      name,
      of: { scope },
      unitIds: all,
      count: (id) => counting(cells.cell(id)),
      ...(ofPeople && { countPeople: (id: string) => ofPeople(cells.cell(id)) }),
    });
  add('people', WHOLE, peopleIn);
  add('answers', WHOLE, (cell) => answersOf(plan, cell), peopleIn);
  for (const [place, id] of plan.factors.entries()) {
    const scope: Scope = { kind: 'factor', id };
    const peopleOf: Counting = (cell) => cell.peopleByFactor[place]!;
    add(`people of factor ${id}`, scope, peopleOf);
    add(`answers of factor ${id}`, scope, (cell) => answersOf(plan, cell, place), peopleOf);
  }
  for (const { id, factor } of plan.questions) {
    const scope: Scope = { kind: 'question', id };
    add(`question of ${plan.factors[factor]!} ${id}`, scope, (cell) => momentsOf(plan, scope, cell).answered);
  }
  const inner = new Set(unitIds.filter((id) => tree.childIds(id).length > 0));
  const split = (dimension: TableDimension, shownIn: ReadonlySet<string>): Column[] =>
    cells.values(dimension).map((value) => ({
      name: `${dimension} ${value}`,
      of: { dimension, value },
      unitIds: shownIn,
      count: (id) => cells.peopleOf(id, dimension, value),
    }));
  return [
    ...scopes,
    ...[...splitDimensions, 'about' as const].flatMap((dimension) => split(dimension, inner)),
    ...split('day', new Set(wholeOf(tree, unitIds))),
  ];
}

/** The one unit that all others are below, where there is one: what is counted of the whole round is counted of it. */
export function wholeOf(tree: UnitTree, unitIds: readonly string[]): readonly string[] {
  const all = new Set(unitIds);
  const roots = unitIds.filter((id) => !all.has(tree.parentId(id) ?? ''));
  return roots.length === 1 ? roots : [];
}

/** The tree of units within one column. */
function addColumn(
  { people, relations, mayBeKnown, figureOf, unpublished }: Table,
  { name, of, unitIds, count, countPeople }: Column,
  tree: UnitTree,
): void {
  for (const unitId of unitIds) {
    const below = tree.childIds(unitId).filter((id) => unitIds.has(id));
    const own = (counted: (id: string) => number): number =>
      counted(unitId) - below.reduce((sum, id) => sum + counted(id), 0);
    const [key, ownCell] = [cellName(unitId, name), cellName(ownKey(unitId), name)];
    people.set(key, count(unitId));
    figureOf.set(key, figureKey(unitId, of));
    if (countPeople && countPeople(unitId) >= MINIMUM_PEOPLE) mayBeKnown.add(key);
    if (below.length === 0) continue;
    people.set(ownCell, own(count));
    figureOf.set(ownCell, figureKey(ownKey(unitId), of));
    unpublished.add(ownCell);
    if (own(countPeople ?? count) >= MINIMUM_PEOPLE) mayBeKnown.add(ownCell);
    relations.push({ total: key, parts: [...below.map((id) => cellName(id, name)), ownCell] });
  }
}

/** What adds up within each unit: answers of factors and of questions, people by channel and by service. */
function addRows(
  plan: CountingPlan,
  { relations }: Table,
  columns: readonly Column[],
  unitIds: readonly string[],
): void {
  const add = (total: string, start: string): void => {
    const parts = columns.filter(({ name }) => name.startsWith(start));
    for (const unitId of unitIds) {
      const cells = cellsIn(unitId, parts);
      if (cells.length > 0) relations.push({ total: cellName(unitId, total), parts: cells });
    }
  };
  add('answers', 'question of ');
  add('answers', 'answers of '); // follows from the others; it shows that one hidden factor is alone
  for (const factor of plan.factors) add(`answers of factor ${factor}`, `question of ${factor} `);
  for (const dimension of [...splitDimensions, 'day']) add('people', `${dimension} `);
}

/** The cells of a unit in those columns that it is shown in. */
function cellsIn(unitId: string, columns: readonly Column[]): string[] {
  return columns.filter(({ unitIds }) => unitIds.has(unitId)).map(({ name }) => cellName(unitId, name));
}

/** The bands of each question on the person add up to all people with those who said nothing, who are no figure. */
function addBands(
  { people, relations, mayBeKnown, unpublished }: Table,
  columns: readonly Column[],
  unitIds: readonly string[],
): void {
  const bands = columns.filter(({ name }) => name.startsWith('about '));
  const questions = new Set(bands.map(({ name }) => name.slice(0, name.indexOf(':'))));
  for (const question of questions) {
    const ofQuestion = bands.filter(({ name }) => name.startsWith(`${question}:`));
    for (const unitId of unitIds) {
      const parts = cellsIn(unitId, ofQuestion);
      if (parts.length === 0) continue;
      const [total, silent] = [cellName(unitId, 'people'), cellName(unitId, `${question} silent`)];
      const count = people.get(total)! - sumOf(people, parts);
      people.set(silent, count);
      unpublished.add(silent);
      if (count >= MINIMUM_PEOPLE) mayBeKnown.add(silent);
      relations.push({ total, parts: [...parts, silent] });
    }
  }
}

function sumOf(people: ReadonlyMap<string, number>, cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + people.get(cell)!, 0);
}

/** Who answered a question answered its factor, and is among the unit's people. */
function addWithin(plan: CountingPlan, { within }: Table, unitId: string): void {
  const questionsOf = (factor: number): string[] =>
    plan.questions
      .filter((question) => question.factor === factor)
      .map(({ id }) => cellName(unitId, `question of ${plan.factors[factor]!} ${id}`));
  const factors = plan.factors.map((id) => cellName(unitId, `people of factor ${id}`));
  factors.forEach((key, factor) => within.set(key, questionsOf(factor)));
  within.set(cellName(unitId, 'people'), [...factors, ...factors.flatMap((key) => within.get(key)!)]);
}

/** How many forms of the whole round count is told on every page, whatever is hidden. */
function addRound({ people, relations, told }: Table, unitIds: readonly string[], tree: UnitTree): void {
  const all = new Set(unitIds);
  const parts = unitIds.filter((id) => !all.has(tree.parentId(id) ?? '')).map((id) => cellName(id, 'people'));
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) {
    if (people.get(only)! >= MINIMUM_PEOPLE) told.add(only);
    return;
  }
  people.set('round', sumOf(people, parts));
  told.add('round');
  relations.push({ total: 'round', parts });
}

/** The days of a month add up to what single forms tell of it: no figure, but told, unless it is small itself. */
function addMonths(
  { people, relations, told, unpublished }: Table,
  columns: readonly Column[],
  unitId: string,
): void {
  const days = columns.filter(({ name, unitIds }) => name.startsWith('day ') && unitIds.has(unitId));
  const months = new Set(days.map(({ name }) => name.slice(0, 'day 2026-01'.length)));
  for (const month of months) {
    const parts = days.filter(({ name }) => name.startsWith(month)).map(({ name }) => cellName(unitId, name));
    const total = cellName(unitId, month.replace('day', 'month'));
    const count = sumOf(people, parts);
    people.set(total, count);
    (count >= MINIMUM_PEOPLE ? told : unpublished).add(total);
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
