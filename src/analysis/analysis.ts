/**
 * A crosstab as it was asked for: up to two dimensions, filters among them. A filter is an axis of two groups, those whom
 * it lets pass and the rest, so that what is hidden is decided with both in sight.
 */
import type { Axis, ColumnQuery, CountedGroup } from '../columns/columnQuery.ts';
import type { ColumnReader } from '../columns/columnReader.ts';
import { crosstab, type Crosstab, type CrosstabPlace } from '../columns/crosstab.ts';
import type { Figure } from '../satisfaction/figure.ts';
import type { MeasuredRound } from '../satisfaction/results.ts';
import { roundFigures } from '../satisfaction/roundFigures.ts';
import { WHOLE, type Scope } from '../satisfaction/scope.ts';
import type { FigureOf } from '../satisfaction/hiddenFigures.ts';
import { aboutValue } from '../satisfaction/tally.ts';
import { MINIMUM_PEOPLE } from '../satisfaction/variants.ts';
import type { AnalysisDimension, AnalysisFilter, DimensionGroup } from './dimensions.ts';

/** What was asked for, every part of it known. */
export interface Analysis {
  readonly unitId: string;
  readonly scope: Scope;
  readonly rows?: AnalysisDimension | undefined;
  readonly columns?: AnalysisDimension | undefined;
  readonly filters: readonly AnalysisFilter[];
}

/** Why nothing is shown, by what would have to be chosen otherwise. */
export type AnalysisFault = 'tooMany' | 'twice' | 'fewForms' | 'fewLeftOut' | 'tooLarge' | 'givesAway';

export interface AnalysisTable {
  /** Groups with somebody in them; none where the table has no rows, or no columns. */
  readonly rows: readonly DimensionGroup[];
  readonly columns: readonly DimensionGroup[];
  /** Without a key: all together. */
  figure(row?: string, column?: string): Figure;
}

const dimensionsMax = 2;
/** More cells are read by nobody, and take long to hide. */
const cellsMax = 600;

type Side = { readonly axis: Axis; readonly dimension: AnalysisDimension } & (
  { readonly role: 'rows' | 'columns' } | { readonly role: 'filter' }
);

/** What can be told without counting anything. */
export function faultIn({ rows, columns, filters }: Analysis): AnalysisFault | undefined {
  const chosen = [rows, columns, ...filters.map(({ dimension }) => dimension)].flatMap((one) => one ?? []);
  if (chosen.length > dimensionsMax) return 'tooMany';
  return new Set(chosen).size < chosen.length ? 'twice' : undefined;
}

export async function analyse(
  measured: MeasuredRound,
  analysis: Analysis,
  { columns, now }: { columns: Pick<ColumnReader, 'count'>; now: Date },
): Promise<AnalysisTable | AnalysisFault> {
  const fault = faultIn(analysis);
  if (fault) return fault;
  const { round, plan, tree } = measured;
  const { unitId, scope } = analysis;
  const sides = sidesOf(analysis);
  const query: ColumnQuery = {
    axes: sides.map(({ axis }) => axis),
    limits: [{ dimension: { kind: 'unit' }, values: tree.subtreeIds(unitId) }],
    ...questionsOf(measured, scope),
  };
  const groups = await columns.count({ roundId: round.id, plan, query });
  const counts = sides.map((_, side) => new Set(groups.map(({ keys }) => keys[side])).size);
  if (counts.reduce((cells, count) => cells * count, 1) > cellsMax) return 'tooLarge';

  const table = crosstab(sides.length, groups, {
    plan,
    scope,
    isProbability: round.sampleKind === 'probability',
    purpose: 'publication',
    designEffect: roundFigures(measured, now).designEffect(scope),
    hiddenElsewhere: hiddenElsewhere(measured, analysis, { sides, groups, now }),
  });
  if (!table) return 'givesAway';
  return faultOfFilters(table, sides) ?? shownTable(table, analysis, sides);
}

function sidesOf({ rows, columns, filters }: Analysis): Side[] {
  const filtered = filters.map(({ dimension, group }): Side => {
    const { dimension: by } = dimension.axis;
    return { role: 'filter', dimension, axis: { dimension: by, groups: { [group.key]: IN }, others: OUT } };
  });
  return [
    ...(rows ? [{ role: 'rows', dimension: rows, axis: rows.axis } as const] : []),
    ...(columns ? [{ role: 'columns', dimension: columns, axis: columns.axis } as const] : []),
    ...filtered,
  ];
}

const IN = 'in';
const OUT = 'out';

/** Only what the scope needs is counted. */
function questionsOf({ plan }: MeasuredRound, scope: Scope): Pick<ColumnQuery, 'questions'> {
  if (scope.kind === 'whole') return {};
  if (scope.kind === 'question') return { questions: [scope.id] };
  const members = plan.questions.filter(({ factor }) => plan.factors[factor] === scope.id);
  return { questions: members.map(({ id }) => id) };
}

function placeOf(sides: readonly Side[], keyOf: (side: Side) => string | undefined): CrosstabPlace {
  const [first, second] = sides.map(keyOf);
  return { first, second };
}

/** Totals that the results of the round do not show. */
function hiddenElsewhere(
  measured: MeasuredRound,
  { unitId, scope }: Analysis,
  { sides, groups, now }: { sides: readonly Side[]; groups: readonly CountedGroup[]; now: Date },
): CrosstabPlace[] {
  const figures = roundFigures(measured, now);
  const isHidden = (unit: string, of: FigureOf) => figures.of(unit, of).state === 'hidden';
  const isHiddenUnit = (unit: string) => [WHOLE, scope].some((one) => isHidden(unit, { scope: one }));
  const isHiddenKey = ({ dimension, role }: Side, key: string): boolean => {
    if (role === 'filter') return false; // its two groups are on no other page
    if (dimension.id === 'unit') return measured.tree.has(key) && isHiddenUnit(key);
    const split = splitOf(dimension, key);
    return split !== undefined && isHidden(unitId, split);
  };
  return [
    ...(isHiddenUnit(unitId) ? [{}] : []),
    ...sides.flatMap((side, place) =>
      [...new Set(groups.map(({ keys }) => keys[place]!))]
        .filter((key) => isHiddenKey(side, key))
        .map((key) => placeOf(sides, (one) => (one === side ? key : undefined))),
    ),
  ];
}

/** The figure that the results show of a group, where they have one. */
function splitOf({ axis }: AnalysisDimension, value: string): FigureOf | undefined {
  const { dimension } = axis;
  switch (dimension.kind) {
    case 'channel':
    case 'service':
    case 'day':
      return { dimension: dimension.kind, value };
    case 'about':
      return value === '' ? undefined : { dimension: 'about', value: aboutValue(dimension.id, value) };
    default:
      return undefined;
  }
}

/** Both those whom the filters let pass and those whom they leave out have to be enough, for each filter and for both. */
function faultOfFilters(table: Crosstab, sides: readonly Side[]): AnalysisFault | undefined {
  const filters = sides.filter(({ role }) => role === 'filter');
  if (filters.length === 0) return undefined;
  const passing = [
    ...filters.map((filter) => placeOf(sides, (side) => (side === filter ? IN : undefined))),
    placeOf(sides, ({ role }) => (role === 'filter' ? IN : undefined)),
  ].map((place) => table.people(place));
  const all = table.people({});
  if (passing.some((people) => people < MINIMUM_PEOPLE)) return 'fewForms';
  return passing.some((people) => people < all && all - people < MINIMUM_PEOPLE) ? 'fewLeftOut' : undefined;
}

function shownTable(table: Crosstab, { rows, columns }: Analysis, sides: readonly Side[]): AnalysisTable {
  const groupsOf = (role: 'rows' | 'columns', dimension: AnalysisDimension | undefined) => {
    const side = sides.findIndex((one) => one.role === role);
    return dimension ? inOrder(dimension, table.keys[side] ?? []) : [];
  };
  return {
    rows: groupsOf('rows', rows),
    columns: groupsOf('columns', columns),
    figure: (row, column) =>
      table.figure(placeOf(sides, ({ role }) => ({ rows: row, columns: column, filter: IN })[role])),
  };
}

/** The groups that occur: those of the dimension in its order, and behind them what it does not list. */
function inOrder({ groups }: AnalysisDimension, keys: readonly string[]): DimensionGroup[] {
  const listed = groups.filter(({ key }) => keys.includes(key));
  const others = keys.filter((key) => !groups.some((group) => group.key === key)).sort();
  return [...listed, ...others.map((key) => ({ key, label: { vi: key, en: key } }))];
}
