/**
 * A crosstab as it was asked for: up to two dimensions, filters among them. A filter is a slice of the crosstab by its
 * dimension, so that it shows what the crosstab shows.
 */
import type { Crosstab } from '../../processing/columns/crosstab.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import type { Scope } from '../../statistics/estimation/scope.ts';
import type { CrosstabPlace } from '../../statistics/disclosure/suppressCrosstab.ts';
import { isSmall } from '../../statistics/disclosure/threshold.ts';
import { countedSides, isTooLarge, type CountedSides, type Counting } from './countedSides.ts';
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
export type AnalysisFault = 'tooMany' | 'twice' | 'fewForms' | 'tooLarge' | 'suppressed';

export interface Refusal {
  readonly fault: AnalysisFault;
}

export interface AnalysisTable {
  /** Groups with somebody in them; none where the table has no rows, or no columns. */
  readonly rows: readonly DimensionGroup[];
  readonly columns: readonly DimensionGroup[];
  /** Without a key: all together. */
  figure(row?: string, column?: string): Figure;
}

const dimensionsMax = 2;

interface Side {
  readonly role: 'rows' | 'columns' | 'filter';
  readonly dimension: AnalysisDimension;
  /** The group that a filter lets pass. */
  readonly passing?: string;
}

/** What can be told without counting anything. */
function faultIn(dimensions: readonly AnalysisDimension[]): AnalysisFault | undefined {
  if (dimensions.length > dimensionsMax) return 'tooMany';
  const kept = new Set(dimensions.map(({ axis }) => JSON.stringify(axis.dimension)));
  return kept.size < dimensions.length ? 'twice' : undefined;
}

/** A table of what was asked for, and how its cells are found. */
export interface Sliced {
  readonly table: Crosstab;
  /** What it was made of, by rows, columns and filters. */
  readonly counted: CountedSides;
  /** Of those whom the filters let pass. */
  readonly place: (row?: string, column?: string) => CrosstabPlace;
}

export async function analyse(
  measured: MeasuredRound,
  analysis: Analysis,
  counting: Counting,
): Promise<AnalysisTable | Refusal> {
  const sliced = await slice(measured, analysis, counting);
  if ('fault' in sliced) return sliced;
  const { table, place } = sliced;
  const keys = [...table.keys];
  const groupsOf = (dimension: AnalysisDimension | undefined) =>
    dimension ? inOrder(dimension, keys.shift() ?? []) : [];
  return {
    rows: groupsOf(analysis.rows),
    columns: groupsOf(analysis.columns),
    figure: (row, column) => table.figure(place(row, column)),
  };
}

export async function slice(
  measured: MeasuredRound,
  analysis: Analysis,
  counting: Counting,
): Promise<Sliced | Refusal> {
  const { unitId, scope } = analysis;
  const sides = sidesOf(analysis);
  const dimensions = sides.map(({ dimension }) => dimension);
  const fault = faultIn(dimensions);
  if (fault) return { fault };
  const counted = await countedSides(measured, { unitId, dimensions, scopes: [scope] }, counting);
  if (isTooLarge(counted)) return { fault: 'tooLarge' };

  const table = counted.tableOf(scope);
  if (!table) return { fault: 'suppressed' };
  const ofFilters = faultOfFilters(table, sides);
  if (ofFilters) return { fault: ofFilters };
  return {
    table,
    counted,
    place: (row, column) =>
      placeOf(sides, ({ role, passing }) => ({ rows: row, columns: column, filter: passing })[role]),
  };
}

function sidesOf({ rows, columns, filters }: Analysis): Side[] {
  return [
    ...(rows ? [{ role: 'rows', dimension: rows } as const] : []),
    ...(columns ? [{ role: 'columns', dimension: columns } as const] : []),
    ...filters.map(({ dimension, group }) => ({ role: 'filter', dimension, passing: group.key }) as const),
  ];
}

function placeOf(sides: readonly Side[], keyOf: (side: Side) => string | undefined): CrosstabPlace {
  const [first, second] = sides.map(keyOf);
  return { first, second };
}

/** Both those whom the filters let pass and those whom they leave out are enough, for each filter and for both. */
function faultOfFilters(table: Crosstab, sides: readonly Side[]): AnalysisFault | undefined {
  const filters = sides.filter(({ role }) => role === 'filter');
  if (filters.length === 0) return undefined;
  const passing = [
    ...filters.map((filter) => placeOf(sides, (side) => (side === filter ? side.passing : undefined))),
    placeOf(sides, (side) => side.passing),
  ];
  const all = table.people({});
  const isTooFew = (place: CrosstabPlace): boolean => {
    const people = table.people(place);
    return people === 0 || isSmall(people) || isSmall(all - people) || table.isSuppressed(place);
  };
  return passing.some(isTooFew) ? 'fewForms' : undefined;
}

/** The groups that occur: those of the dimension in its order, and behind them what it does not list. */
function inOrder({ groups }: AnalysisDimension, keys: readonly string[]): DimensionGroup[] {
  const listed = groups.filter(({ key }) => keys.includes(key));
  const others = keys.filter((key) => !groups.some((group) => group.key === key)).sort();
  return [...listed, ...others.map((key) => ({ key, label: { vi: key, en: key } }))];
}
