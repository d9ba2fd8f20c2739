/**
 * A crosstab as requested: up to two dimensions, filters included. A filter is a slice of the crosstab by its
 * dimension, so it shows exactly what the crosstab shows.
 */
import { inTurns, type Turns } from '../../platform/turns.ts';
import type { Crosstab } from '../../processing/columns/crosstab.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import type { Scope } from '../../statistics/estimation/scope.ts';
import type { CrosstabCoordinates } from '../../statistics/disclosure/suppressCrosstab.ts';
import { questionIdOf } from '../../design/surveys/several.ts';
import { isSmall } from '../../statistics/disclosure/threshold.ts';
import { countedSides, isTooLarge, type CountedSides, type Counting } from './countedSides.ts';
import type { AnalysisDimension, AnalysisFilter, DimensionGroup } from './dimensions.ts';

/** The request, once every part of it is known to exist. */
export interface Analysis {
  readonly unitId: string;
  readonly scope: Scope;
  readonly rows?: AnalysisDimension | undefined;
  readonly columns?: AnalysisDimension | undefined;
  readonly filters: readonly AnalysisFilter[];
}

/** Why no table is shown, named by the choice that has to change. */
export type AnalysisError = 'tooMany' | 'twice' | 'fewForms' | 'tooLarge' | 'suppressed';

export interface Refusal {
  readonly error: AnalysisError;
}

export interface AnalysisTable {
  /** Groups with at least one respondent; empty where the table has no rows or no columns. */
  readonly rows: readonly DimensionGroup[];
  readonly columns: readonly DimensionGroup[];
  /** A missing key stands for all groups. */
  figure(row?: string, column?: string): Figure;
}

const dimensionsMax = 2;

interface Side {
  readonly role: 'rows' | 'columns' | 'filter';
  readonly dimension: AnalysisDimension;
  /** The group that passes the filter. */
  readonly passing?: string;
}

/** Errors that can be found without counting. */
function errorIn(dimensions: readonly AnalysisDimension[]): AnalysisError | undefined {
  if (dimensions.length > dimensionsMax) return 'tooMany';
  const kept = new Set(dimensions.map(({ axis }) => askedBy(axis)));
  return kept.size < dimensions.length ? 'twice' : undefined;
}

/** The identity of a dimension: two options of one question are not crossed, since few may have chosen both. */
function askedBy({ dimension }: AnalysisDimension['axis']): string {
  return 'id' in dimension ? `${dimension.kind} ${questionIdOf(dimension.id)}` : dimension.kind;
}

/** The requested table, and how to find its cells. */
export interface Sliced {
  readonly table: Crosstab;
  /** The counts behind it, by rows, columns and filters. */
  readonly counted: CountedSides;
  /** Only respondents who pass the filters. */
  readonly position: (row?: string, column?: string) => CrosstabCoordinates;
}

export async function analyse(
  measured: MeasuredRound,
  analysis: Analysis,
  counting: Counting,
): Promise<AnalysisTable | Refusal> {
  const sliced = await slice(measured, analysis, counting);
  if ('error' in sliced) return sliced;
  const { table, position } = sliced;
  const keys = [...table.keys];
  const groupsOf = (dimension: AnalysisDimension | undefined) =>
    dimension ? inOrder(dimension, keys.shift() ?? []) : [];
  const made: AnalysisTable = {
    rows: groupsOf(analysis.rows),
    columns: groupsOf(analysis.columns),
    figure: (row, column) => table.figure(position(row, column)),
  };
  await computeFigures(made);
  return made;
}

/** The table keeps its figures, so that a page finds them at once; all of them together are long work. */
export async function computeFigures(table: AnalysisTable, turns?: Turns): Promise<void> {
  const keysOf = (groups: readonly DimensionGroup[]) => [undefined, ...groups.map(({ key }) => key)];
  const cells = keysOf(table.rows).flatMap((row) =>
    keysOf(table.columns).map((column) => [row, column] as const),
  );
  for await (const [row, column] of inTurns(cells, turns)) table.figure(row, column);
}

export async function slice(
  measured: MeasuredRound,
  analysis: Analysis,
  counting: Counting,
): Promise<Sliced | Refusal> {
  const { unitId, scope } = analysis;
  const sides = sidesOf(analysis);
  const dimensions = sides.map(({ dimension }) => dimension);
  const error = errorIn(dimensions);
  if (error) return { error };
  const counted = await countedSides(measured, { unitId, dimensions }, counting);
  if (isTooLarge(counted)) return { error: 'tooLarge' };

  const table = counted.tableOf(scope);
  if (!table) return { error: 'suppressed' };
  const ofFilters = errorOfFilters(table, sides);
  if (ofFilters) return { error: ofFilters };
  return {
    table,
    counted,
    position: (row, column) =>
      positionOf(sides, ({ role, passing }) => ({ rows: row, columns: column, filter: passing })[role]),
  };
}

function sidesOf({ rows, columns, filters }: Analysis): Side[] {
  return [
    ...(rows ? [{ role: 'rows', dimension: rows } as const] : []),
    ...(columns ? [{ role: 'columns', dimension: columns } as const] : []),
    ...filters.map(({ dimension, group }) => ({ role: 'filter', dimension, passing: group.key }) as const),
  ];
}

function positionOf(sides: readonly Side[], keyOf: (side: Side) => string | undefined): CrosstabCoordinates {
  const [first, second] = sides.map(keyOf);
  return { first, second };
}

/** Checks, for each filter and for both together, that those who pass and those who are left out are both numerous enough. */
function errorOfFilters(table: Crosstab, sides: readonly Side[]): AnalysisError | undefined {
  const filters = sides.filter(({ role }) => role === 'filter');
  if (filters.length === 0) return undefined;
  const passing = [
    ...filters.map((filter) => positionOf(sides, (side) => (side === filter ? side.passing : undefined))),
    positionOf(sides, (side) => side.passing),
  ];
  const all = table.people({});
  const isTooFew = (position: CrosstabCoordinates): boolean => {
    const people = table.people(position);
    return people === 0 || isSmall(people) || isSmall(all - people) || table.isSuppressed(position);
  };
  return passing.some(isTooFew) ? 'fewForms' : undefined;
}

/** The groups that occur: first those that the dimension lists, in its order, then any others. */
function inOrder({ groups }: AnalysisDimension, keys: readonly string[]): DimensionGroup[] {
  const listed = groups.filter(({ key }) => keys.includes(key));
  const others = keys.filter((key) => !groups.some((group) => group.key === key)).sort();
  return [...listed, ...others.map((key) => ({ key, label: { vi: key, en: key } }))];
}
