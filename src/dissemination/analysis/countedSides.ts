/**
 * Counts a unit's submissions along up to two dimensions and makes figures of them. The whole table is counted even
 * where a page shows one slice, since the other slices could be requested too.
 */
import type { CountedGroup } from '../../processing/columns/columnQuery.ts';
import type { ColumnReader } from '../../processing/columns/columnReader.ts';
import { crosstabs, type Crosstab } from '../../processing/columns/crosstab.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { answerCell } from '../../processing/results/roundRelease.ts';
import { areAlike } from '../../statistics/disclosure/suppressCrosstabs.ts';
import { cellOver, sumOfCells } from '../../statistics/estimation/cell.ts';
import type { CountingPlan } from '../../statistics/estimation/countingPlan.ts';
import { WHOLE, type Scope } from '../../statistics/estimation/scope.ts';
import type { CrosstabCoordinates } from '../../statistics/disclosure/suppressCrosstab.ts';
import { unitDimension, type AnalysisDimension } from './dimensions.ts';
import { groupsInResults, groupsInTable, unitsInResults, type ShownElsewhere } from './shownElsewhere.ts';
import { talliedGroups } from './talliedGroups.ts';

export interface Counting {
  readonly columns: Pick<ColumnReader, 'count'>;
  readonly now: Date;
}

export interface AskedSides {
  readonly unitId: string;
  readonly dimensions: readonly AnalysisDimension[];
}

export interface CountedSides {
  /** By dimension, its groups with at least one respondent. */
  readonly keys: readonly (readonly string[])[];
  readonly groups: readonly CountedGroup[];
  /** Undefined where the results suppress the unit, or the scope of it. */
  readonly tableOf: (scope: Scope) => Crosstab | undefined;
  /** By the next longer periods, where a dimension is one of periods. */
  readonly longer?: CountedSides | undefined;
}

/** Nobody reads a table with more cells. */
const cellsMax = 2000;

export function isTooLarge({ keys }: Pick<CountedSides, 'keys'>): boolean {
  return keys.reduce((cells, { length }) => cells * length, 1) > cellsMax;
}

/**
 * A unit by one dimension is a slice of the table of its siblings by that dimension, and its groups are suppressed in every table of
 * the unit. So the tables of a round hang together: those of units in those of their parents, down from the groups in the results.
 */
export async function countedSides(
  measured: MeasuredRound,
  { unitId, dimensions }: AskedSides,
  counting: Counting,
): Promise<CountedSides> {
  const { round, tree } = measured;
  const [only, ...others] = dimensions;
  const isAlone = others.length === 0;
  const parentId = round.unitIds.includes(unitId) ? undefined : tree.parentId(unitId);
  if (only && isAlone && only.id !== 'unit' && parentId !== undefined) {
    const siblings = { unitId: parentId, dimensions: [unitDimension(tree, parentId), only] };
    return sliceOf(unitId, await countedSides(measured, siblings, counting));
  }
  const elsewhere = await Promise.all(
    dimensions.map(async (dimension) => {
      if (dimension.id === 'unit') return unitsInResults(measured, counting.now);
      if (isAlone) return groupsInResults(measured, { unitId, dimension }, counting.now);
      return groupsInTable(await countedSides(measured, { unitId, dimensions: [dimension] }, counting));
    }),
  );
  const groups = await count(measured, { unitId, dimensions }, counting);
  const alikeIds = unitsAlike(measured, unitId, counting.now);
  const known = alikeIds.length > 0 ? await countIn(measured, alikeIds, dimensions, counting) : [];
  return tablesOver(measured, { unitId, dimensions, groups, known, elsewhere }, counting.now);
}

/** Of a unit and those below it, published ones of ten respondents or more who all answered alike, with those below them. */
function unitsAlike(measured: MeasuredRound, unitId: string, now: Date): readonly string[] {
  const { tree, plan } = measured;
  const figures = roundFigures(measured, now);
  const alike = tree
    .subtreeIds(unitId)
    .filter((id) => !figures.isSuppressed(id, { scope: WHOLE }) && areAlike(answerCell(plan, WHOLE, figures.cells.cell(id)))); // prettier-ignore
  return [...new Set(alike.flatMap((id) => tree.subtreeIds(id)))];
}

/** Cuts one unit out of a table by units and another dimension. */
function sliceOf(unitId: string, { groups, tableOf, longer }: CountedSides): CountedSides {
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
    longer: longer && sliceOf(unitId, longer),
  };
}

async function count(
  measured: MeasuredRound,
  { unitId, dimensions }: AskedSides,
  counting: Counting,
): Promise<readonly CountedGroup[]> {
  const { cells } = roundFigures(measured, counting.now);
  if (dimensions.length === 0) return [{ keys: [], numbers: cells.cell(unitId).numbers }]; // the tallies have counted it already
  return (
    talliedGroups(measured, cells, { unitId, dimensions }) ??
    (await countIn(measured, measured.tree.subtreeIds(unitId), dimensions, counting))
  );
}

async function countIn(
  { round, plan }: MeasuredRound,
  unitIds: readonly string[],
  dimensions: readonly AnalysisDimension[],
  { columns }: Counting,
): Promise<readonly CountedGroup[]> {
  const axes = dimensions.map(({ axis }) => axis);
  const limits = [{ dimension: { kind: 'unit' }, values: unitIds }] as const;
  return await columns.count({ roundId: round.id, plan, query: { axes, limits } });
}

interface Counted extends AskedSides {
  readonly groups: readonly CountedGroup[];
  /** Of these, the respondents of units that all answered alike. */
  readonly known: readonly CountedGroup[];
  /** By dimension. */
  readonly elsewhere: readonly (ShownElsewhere | undefined)[];
}

function tablesOver(
  measured: MeasuredRound,
  { unitId, dimensions, groups, known, elsewhere }: Counted,
  now: Date,
): CountedSides {
  const { round, plan } = measured;
  const figures = roundFigures(measured, now);
  const axis = dimensions.findIndex((dimension) => dimension.longer);
  const periods = dimensions[axis]?.longer;
  const merged = (some: readonly CountedGroup[]) =>
    mergedGroups(plan, some, (keys) => keys.with(axis, periods!.of(keys[axis]!)));
  const longer =
    periods &&
    tablesOver(
      measured,
      {
        unitId,
        dimensions: dimensions.with(axis, periods.dimension),
        groups: merged(groups),
        known: merged(known),
        elsewhere: elsewhere.map((shown) => shown?.longer ?? shown),
      },
      now,
    );
  const keys = dimensions.map((_, side) => [...new Set(groups.map((group) => group.keys[side]!))]);
  const table = crosstabs(keys, groups, {
    plan,
    known,
    isProbability: round.sampleKind === 'probability',
    purpose: 'publication',
    designEffect: figures.designEffect,
    isSuppressed: (scope, { first, second }) =>
      [first, second].some((key, side) => key !== undefined && elsewhere[side]?.isSuppressed(scope, key)),
    unpublished: (scope, { first, second }, respondents) =>
      [first, second].reduce(
        (left, key, side) =>
          key === undefined ? left : (elsewhere[side]?.unpublished(scope, key, left) ?? left),
        respondents,
      ),
    longer: longer &&
      periods && {
        axis,
        of: periods.of,
        isSuppressed: (scope, position) => longer.tableOf(scope)?.isSuppressed(position) ?? true,
      },
  });
  const isShown = (scope: Scope): boolean =>
    [WHOLE, scope].every((one) => !figures.isSuppressed(unitId, { scope: one }));
  return { keys, groups, longer, tableOf: (scope) => (isShown(scope) ? table(scope) : undefined) };
}

function mergedGroups(
  plan: CountingPlan,
  groups: readonly CountedGroup[],
  into: (keys: readonly string[]) => readonly string[],
): readonly CountedGroup[] {
  const merged = new Map<string, CountedGroup[]>();
  for (const { keys, numbers } of groups) {
    const group = { keys: into(keys), numbers };
    const name = JSON.stringify(group.keys);
    merged.set(name, [...(merged.get(name) ?? []), group]);
  }
  return [...merged.values()].map((some) => ({
    keys: some[0]!.keys,
    numbers: sumOfCells(plan, some.map(({ numbers }) => cellOver(plan, numbers))).numbers, // prettier-ignore
  }));
}
