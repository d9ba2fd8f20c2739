/**
 * Counts a unit's submissions along up to two dimensions and makes figures of them. The whole table is counted even
 * where a page shows one slice, since the other slices could be requested too.
 */
import type { ColumnQuery, CountedGroup } from '../../processing/columns/columnQuery.ts';
import type { ColumnReader } from '../../processing/columns/columnReader.ts';
import { crosstab, type Crosstab } from '../../processing/columns/crosstab.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { questionsIn, scopeKey, WHOLE, type Scope } from '../../statistics/estimation/scope.ts';
import type { CrosstabCoordinates } from '../../statistics/disclosure/suppressCrosstab.ts';
import { unitDimension, type AnalysisDimension } from './dimensions.ts';
import { daysByWeek } from './period.ts';
import { talliedGroups } from './talliedGroups.ts';

export interface Counting {
  readonly columns: Pick<ColumnReader, 'count'>;
  readonly now: Date;
}

export interface AskedSides {
  readonly unitId: string;
  readonly dimensions: readonly AnalysisDimension[];
  /** The scopes that figures are made for; nothing else is counted. */
  readonly scopes: readonly Scope[];
}

export interface CountedSides {
  /** By dimension, its groups with at least one respondent. */
  readonly keys: readonly (readonly string[])[];
  readonly groups: readonly CountedGroup[];
  /** Undefined where the results suppress the unit, or the scope of it. */
  readonly tableOf: (scope: Scope) => Crosstab | undefined;
}

/** Nobody reads a table with more cells. */
const cellsMax = 2000;

export function isTooLarge({ keys }: Pick<CountedSides, 'keys'>): boolean {
  return keys.reduce((cells, { length }) => cells * length, 1) > cellsMax;
}

/** A unit by one dimension is a slice of the table of its siblings by that dimension; its suppressions apply to every table of the unit. */
export async function countedSides(
  measured: MeasuredRound,
  asked: AskedSides,
  counting: Counting,
): Promise<CountedSides> {
  const { unitId, dimensions } = asked;
  const { round, tree } = measured;
  const parentId = round.unitIds.includes(unitId) ? undefined : tree.parentId(unitId);
  if (parentId === undefined || dimensions.some(({ id }) => id === 'unit') || dimensions.length === 0)
    return await countTable(measured, asked, counting);
  const ofSiblings = await Promise.all(
    dimensions.map(async (dimension) =>
      sliceOf(
        unitId,
        await countTable(
          measured,
          { ...asked, unitId: parentId, dimensions: [unitDimension(tree, parentId), dimension] },
          counting,
        ),
      ),
    ),
  );
  const [only, ...others] = ofSiblings;
  if (only && others.length === 0) return only;
  return await countTable(measured, asked, counting, (scope, { first, second }) =>
    [first, second].some(
      (key, side) =>
        key !== undefined && ofSiblings[side]!.tableOf(scope)?.isSuppressed({ first: key }) !== false,
    ),
  );
}

/** Cuts one unit out of a table by units and another dimension. */
function sliceOf(unitId: string, { groups, tableOf }: CountedSides): CountedSides {
  const own = groups.filter(({ keys: [unit] }) => unit === unitId);
  const keys = [[...new Set(own.map(({ keys: [, key] }) => key!))]];
  const position = ({ first }: CrosstabCoordinates): CrosstabCoordinates => ({
    first: unitId,
    second: first,
  });
  return {
    keys,
    groups: own.map(({ keys: [, key], numbers }) => ({ keys: [key!], numbers })),
    tableOf(scope) {
      const table = tableOf(scope);
      return (
        table && {
          keys,
          figure: (at) => table.figure(position(at)),
          isSuppressed: (at) => table.isSuppressed(position(at)),
          people: (at) => table.people(position(at)),
        }
      );
    },
  };
}

/** @param isSuppressedBesides suppressions of other tables of the unit */
async function countTable(
  measured: MeasuredRound,
  { unitId, dimensions, scopes }: AskedSides,
  { columns, now }: Counting,
  isSuppressedBesides: (scope: Scope, position: CrosstabCoordinates) => boolean = () => false,
): Promise<CountedSides> {
  const { round, plan, tree } = measured;
  const figures = roundFigures(measured, now);
  const groups =
    dimensions.length === 0
      ? [{ keys: [], numbers: figures.cells.cell(unitId).numbers }] // the tallies have counted it already
      : (talliedGroups(measured, figures.cells, { unitId, dimensions }) ??
        (await columns.count({
          roundId: round.id,
          plan,
          query: {
            axes: dimensions.map(({ axis }) => axis),
            limits: [{ dimension: { kind: 'unit' }, values: tree.subtreeIds(unitId) }],
            ...questionsOf(measured, scopes),
          },
        })));
  const keys = dimensions.map((_, side) => [...new Set(groups.map((group) => group.keys[side]!))]);
  const isSuppressed = (unit: string, scope: Scope): boolean =>
    [WHOLE, scope].some((one) => figures.isSuppressed(unit, { scope: one }));
  const unitSide = dimensions.findIndex(({ id }) => id === 'unit');
  const tables = new Map<string, Crosstab>();

  function tableOf(scope: Scope): Crosstab {
    return crosstab(keys, groups, {
      plan,
      scope,
      isProbability: round.sampleKind === 'probability',
      purpose: 'publication',
      designEffect: figures.designEffect(scope),
      subtotals: dimensions.map(({ id }, side) => (id === 'day' ? daysByWeek(keys[side]!) : [])),
      isSuppressed(position) {
        const unit = [position.first, position.second][unitSide];
        const isUnit = unit !== undefined && tree.has(unit);
        return (isUnit && isSuppressed(unit, scope)) || isSuppressedBesides(scope, position);
      },
    });
  }

  return {
    keys,
    groups,
    tableOf(scope) {
      if (isSuppressed(unitId, scope)) return undefined;
      const key = scopeKey(scope);
      const table = tables.get(key) ?? tableOf(scope);
      tables.set(key, table);
      return table;
    },
  };
}

/** The questions that the scopes need; no others are counted. */
function questionsOf({ plan }: MeasuredRound, scopes: readonly Scope[]): Pick<ColumnQuery, 'questions'> {
  const [only, ...others] = scopes;
  if (!only || others.length > 0 || only.kind === 'whole') return {};
  return { questions: questionsIn(plan, only) };
}
