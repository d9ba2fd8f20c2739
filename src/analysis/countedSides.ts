/**
 * Forms of a unit put apart along up to two dimensions, and figures made of them. What is hidden is decided with every
 * group of both dimensions in sight, also where a page shows a slice: the other slices could be asked for. So a unit
 * below another one of the round, by one dimension, is a slice of the crosstab by the units beside it (decision 0213).
 */
import type { CrosstabPlace } from '../columns/crosstab.ts';
import type { Board } from '../satisfaction/board.ts';
import type { MeasuredRound } from '../satisfaction/results.ts';
import {
  countTogether,
  hiddenOnResults,
  type AskedSides,
  type CountedSides,
  type Counting,
} from './countTogether.ts';
import { dayDimension, unitDimension, type AnalysisDimension } from './dimensions.ts';
import { cellsBesideMax, hiddenDays } from './hiddenBeside.ts';

export async function countedSides(
  measured: MeasuredRound,
  asked: AskedSides,
  counting: Counting,
): Promise<CountedSides> {
  const { unitId, dimensions } = asked;
  const [first, second] = dimensions;
  if (first && second && isBehind(first, second))
    return turned(await countedSides(measured, { ...asked, dimensions: [second, first] }, counting));
  const above = unitBeside(measured, unitId, dimensions);
  if (above === undefined) return await kept(measured, asked, counting);
  const beside = [unitDimension(measured.tree, above), ...dimensions];
  const counted = await countedSides(measured, { ...asked, unitId: above, dimensions: beside }, counting);
  return await ofOneUnit(counted, measured, asked, counting);
}

/** In the one order in which tables are made: units first. */
function isBehind(first: AnalysisDimension, second: AnalysisDimension): boolean {
  return second.id === 'unit' || (first.id !== 'unit' && first.id > second.id);
}

/** The last tables of a board: a unit after the other is a slice of the same one. */
const lastOfBoards = new WeakMap<Board, Map<string, Promise<CountedSides>>>();
const lastMax = 8;

function kept(measured: MeasuredRound, asked: AskedSides, counting: Counting): Promise<CountedSides> {
  const last = lastOfBoards.get(measured.board) ?? new Map<string, Promise<CountedSides>>();
  lastOfBoards.set(measured.board, last);
  const axes = asked.dimensions.map(({ axis }) => axis);
  const key = JSON.stringify([asked.unitId, axes, asked.scopes, measured.round.unitIds]);
  const found = last.get(key) ?? countAnew(measured, asked, counting);
  last.delete(key);
  last.set(key, found); // behind all others
  found.catch(() => last.delete(key));
  for (const oldest of [...last.keys()].slice(0, -lastMax)) last.delete(oldest);
  return found;
}

async function countAnew(
  measured: MeasuredRound,
  asked: AskedSides,
  counting: Counting,
): Promise<CountedSides> {
  return await countTogether(measured, asked, counting, {
    days: await byDay(measured, asked, counting),
    daily: await crossedByDay(measured, asked, counting),
    alone: await eachAlone(measured, asked, counting),
  });
}

/** The same with rows as columns: whichever way a table is asked for, the same of its cells are hidden. */
function turned({ keys, groups, tableOf, levelsIn, ...rest }: CountedSides): CountedSides {
  const place = ({ first, second }: CrosstabPlace): CrosstabPlace => ({ first: second, second: first });
  return {
    ...rest,
    keys: keys.toReversed(),
    groups: groups.map((group) => ({ ...group, keys: group.keys.toReversed() })),
    levelsIn: (side, other) => levelsIn(1 - side, other),
    tableOf(scope) {
      const table = tableOf(scope);
      return (
        table && {
          keys: table.keys.toReversed(),
          figure: (at) => table.figure(place(at)),
          people: (at) => table.people(place(at)),
        }
      );
    },
  };
}

/** The unit above, where one that is asked for is to be seen among the others below it: by one dimension, that of units apart. */
function unitBeside(
  { round, tree }: MeasuredRound,
  unitId: string,
  dimensions: readonly AnalysisDimension[],
): string | undefined {
  const isBeside = dimensions.length === 1 && dimensions[0]!.id !== 'unit';
  return !isBeside || round.unitIds.includes(unitId) ? undefined : tree.parentId(unitId);
}

/** The slice of one unit, of a crosstab of one dimension by units. */
async function ofOneUnit(
  { groups, cells: cellsBeside, tableOf, levelsIn }: CountedSides,
  measured: MeasuredRound,
  asked: AskedSides,
  counting: Counting,
): Promise<CountedSides> {
  const { unitId } = asked;
  const own = groups.filter(({ keys: [unit] }) => unit === unitId);
  const together = levelsIn(1, unitId).filter((levels) => levels.length > 1);
  const keys = [[...new Set([...own.map(({ keys: [, key] }) => key!), ...together.flat().map(String)])]];
  const place = ({ first }: CrosstabPlace): CrosstabPlace => ({ first: unitId, second: first });
  const days = await byDay(measured, asked, counting);
  const isHidden = hiddenOnResults(measured, unitId, counting.now);
  return {
    keys,
    groups: own.map(({ keys: [, key], numbers }) => ({ keys: [key!], numbers })),
    cells: keys[0]!.length,
    cellsBeside,
    levelsIn: () => levelsIn(1, unitId),
    bundlesIn: (scope) => hiddenDays(measured.plan, days, scope),
    tableOf(scope) {
      const table = isHidden(scope) ? undefined : tableOf(scope);
      return (
        table && { keys, figure: (at) => table.figure(place(at)), people: (at) => table.people(place(at)) }
      );
    },
  };
}

/** The unit by day, and those above it, where a dimension is one of periods. */
async function byDay(
  measured: MeasuredRound,
  asked: AskedSides,
  counting: Counting,
): Promise<readonly CountedSides[]> {
  if (!asked.dimensions.some(({ periods }) => periods)) return [];
  const own = await countedSides(measured, { ...asked, dimensions: [dayDimension] }, counting);
  const above = unitBeside(measured, asked.unitId, [dayDimension]);
  if (above === undefined) return [own];
  return [own, ...(await byDay(measured, { ...asked, unitId: above }, counting))];
}

/** Each of two dimensions by itself, where that table is a slice of a wider one: a page of its own. */
async function eachAlone(
  measured: MeasuredRound,
  asked: AskedSides,
  counting: Counting,
): Promise<readonly (CountedSides | undefined)[]> {
  return await Promise.all(
    asked.dimensions.map(async (one) =>
      unitBeside(measured, asked.unitId, [one]) === undefined
        ? undefined
        : await countedSides(measured, { ...asked, dimensions: [one] }, counting),
    ),
  );
}

/** The same by day, where periods are crossed with groups and a crosstab by day can be asked for beside it. */
async function crossedByDay(
  measured: MeasuredRound,
  asked: AskedSides,
  counting: Counting,
): Promise<CountedSides | undefined> {
  const { dimensions } = asked;
  if (dimensions.length < 2 || !dimensions.some(({ periods }) => periods)) return undefined;
  const daily = dimensions.map((one) => (one.periods ? dayDimension : one));
  const counted = await countedSides(measured, { ...asked, dimensions: daily }, counting);
  return counted.cells > cellsBesideMax ? undefined : counted;
}
