/**
 * The index calibrated to the caseload: respondents are weighted so that they are spread over services, months, ways of
 * filing or subunits as the transactions are. Only cells that the crosstab of these dimensions does not suppress are used.
 */
import { filingQuestion } from '../../design/surveys/presets/filingQuestion.ts';
import type { RoundCaseloads } from '../../design/rounds/roundCaseloads.ts';
import type { Caseload } from '../../registers/caseloads/caseload.ts';
import { weightedFigure } from '../../processing/results/weightedFigure.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { cellOver, peopleIn, type Cell } from '../../statistics/estimation/cell.ts';
import type { Interval } from '../../statistics/estimation/interval.ts';
import { rake } from '../../statistics/sampling/calibration.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { countedSides } from './countedSides.ts';
import { dimensionsOf, OWN, type AnalysisDimension, type DimensionGroup } from './dimensions.ts';
import type { AskedFinding } from './finding.ts';
import { daysIn } from './period.ts';

/** Margins in the order in which the first two that are known are used. */
const calibrationMargins = ['service', 'month', 'filing', 'unit'] as const;
export type CalibrationMargin = (typeof calibrationMargins)[number];

const FILING = `about:${filingQuestion.id}`;

interface CalibratedCategory extends DimensionGroup {
  readonly people: number;
  /** Of the days on which the round was open, if a month is only partly among them. */
  readonly transactions: number;
}

export interface Calibration {
  readonly margins: readonly {
    readonly margin: CalibrationMargin;
    readonly label: AnalysisDimension['label'];
    readonly categories: readonly CalibratedCategory[];
  }[];
  /** Margins that the caseload has and the responses do not, or that are too many. */
  readonly unused: readonly CalibrationMargin[];
  /** Index of the respondents used, 0 … 1, rounded as published: with equal weights, and with the calibrated ones. */
  readonly plainShare: number;
  readonly share: number;
  readonly interval: Interval;
  /** Respondents used, and those left out with suppressed cells or without transactions. */
  readonly people: number;
  readonly leftOut: number;
  /** The part of the transactions that the cells used have, 0 … 1. */
  readonly coveredShare: number;
  readonly weightingEffect: number;
  /** n_eff, whole: that of the respondents used over the design effect of the weights. */
  readonly effectiveSize: number;
  readonly weights: { readonly least: number; readonly most: number };
}

export type NoCalibration = 'noCaseload' | 'incomplete' | 'noMargin' | 'suppressed' | 'bounds' | 'unreliable';

export async function calibrated(
  asked: AskedFinding,
  caseloads: RoundCaseloads,
): Promise<Calibration | NoCalibration> {
  const { measured, unitId, scope, stores, columns, now } = asked;
  const { plan, tree } = measured;
  const unitIds = new Set(tree.subtreeIds(unitId));
  const lines = caseloads.lines.filter((line) => unitIds.has(line.unitId) && line.transactions > 0);
  if (lines.length === 0) return 'noCaseload';
  const answering = roundFigures(measured, now).cells.unitIds.filter((id) => unitIds.has(id));
  if (!answering.every((id) => caseloads.isComplete(id))) return 'incomplete';

  const dimensions = dimensionsOf(measured, await stores.services.list(), unitId);
  const known = knownMargins(asked, lines, dimensions);
  const used = known.slice(0, 2);
  if (used.length === 0) return 'noMargin';
  const counted = await countedSides(
    measured,
    { unitId, dimensions: used.map(({ dimension }) => dimension) },
    { columns, now },
  );
  const table = counted.tableOf(scope);
  if (!table) return 'suppressed';
  const cells = counted.groups
    .map(({ keys, numbers }) => ({ keys, cell: cellOver(plan, numbers) }))
    .filter(({ keys: [first, second], cell }) => peopleIn(cell) > 0 && !table.isSuppressed({ first, second }))
    .map(({ keys, cell }) => ({ keys, cell, people: peopleIn(cell) }));
  const of = used.map(({ margin, dimension }) => ({ margin, dimension, keyOf: lineKeys(margin, dimension) }));
  const openParts = new Map(caseloads.months.map((month) => [month, openPart(month, dimensions)]));
  const sizes = lines.map((line) => ({
    keys: of.map(({ keyOf }) => keyOf(line)),
    transactions: line.transactions * (openParts.get(line.month) ?? 0),
  }));
  const common = commonCells(cells, sizes);
  if (common.cells.length === 0) return 'suppressed';
  const weights = rake(common.cells, common.margins);
  if (!weights) return 'bounds';
  const estimated = weightedFigure(measured, scope, { cells: common.cells, weights }, now);
  if (!estimated) return 'unreliable';
  const everybody = counted.groups.reduce((sum, { numbers }) => sum + peopleIn(cellOver(plan, numbers)), 0);
  const people = common.cells.reduce((sum, cell) => sum + cell.people, 0);
  return {
    margins: of.map(({ margin, dimension }, at) => ({
      margin,
      label: dimension.label,
      categories: dimension.groups.flatMap((group) => {
        const transactions = common.margins[at]!.get(group.key);
        if (transactions === undefined) return [];
        const own = common.cells.filter(({ keys }) => keys[at] === group.key);
        return [{ ...group, transactions, people: own.reduce((sum, cell) => sum + cell.people, 0) }];
      }),
    })),
    unused: unusedMargins(lines, used.map(({ margin }) => margin)), // prettier-ignore
    ...estimated,
    people,
    leftOut: everybody - people,
    coveredShare: common.coveredShare,
    weights: { least: Math.min(...weights), most: Math.max(...weights) },
  };
}

interface KnownMargin {
  readonly margin: CalibrationMargin;
  readonly dimension: AnalysisDimension;
}

/** Margins that both the caseload and the responses know, with at least two categories. */
function knownMargins(
  { measured, unitId, now }: AskedFinding,
  lines: readonly Caseload[],
  dimensions: readonly AnalysisDimension[],
): KnownMargin[] {
  const { cells } = roundFigures(measured, now);
  const withoutService = peopleIn(cells.cell(unitId, 'service', ''));
  const isKnown: Record<CalibrationMargin, boolean> = {
    service: lines.every(({ serviceId }) => serviceId !== undefined) && 2 * withoutService < peopleIn(cells.cell(unitId)), // prettier-ignore
    month: true,
    filing: true,
    unit: true,
  };
  return calibrationMargins.flatMap((margin) => {
    const dimension = dimensions.find(({ id }) => id === (margin === 'filing' ? FILING : margin));
    if (!dimension || !isKnown[margin]) return [];
    const keyOf = lineKeys(margin, dimension);
    return new Set(lines.map(keyOf)).size < 2 ? [] : [{ margin, dimension }];
  });
}

function unusedMargins(lines: readonly Caseload[], used: readonly CalibrationMargin[]): CalibrationMargin[] {
  const isIn: Record<CalibrationMargin, boolean> = {
    service: lines.some(({ serviceId }) => serviceId !== undefined),
    month: new Set(lines.map(({ month }) => month)).size > 1,
    filing: new Set(lines.map(({ filing }) => filing)).size > 1,
    unit: new Set(lines.map(({ unitId }) => unitId)).size > 1,
  };
  return calibrationMargins.filter((margin) => isIn[margin] && !used.includes(margin));
}

function lineKeys(margin: CalibrationMargin, { axis }: AnalysisDimension): (line: Caseload) => string {
  if (margin === 'unit') return ({ unitId }) => axis.groups?.[unitId] ?? OWN;
  return (line) => (margin === 'service' ? (line.serviceId ?? '') : line[margin]);
}

/** The part of a month's days on which the round was open, 0 … 1. */
function openPart(month: string, dimensions: readonly AnalysisDimension[]): number {
  const open = dimensions.find(({ id }) => id === 'month')?.periods?.[month];
  if (!open) return 0;
  const first = `${month}-01`;
  const next = `${addDays(first, 31).slice(0, 7)}-01`;
  return daysIn(open).length / daysIn({ from: first, to: addDays(next, -1) }).length;
}

interface UsedCell {
  readonly keys: readonly string[];
  readonly cell: Cell;
  readonly people: number;
}

/** Cells with transactions, and the margins of these transactions: so nobody stands for a cell that is not used. */
function commonCells(
  cells: readonly UsedCell[],
  sizes: readonly { readonly keys: readonly string[]; readonly transactions: number }[],
) {
  const keyOf = ({ keys }: { readonly keys: readonly string[] }): string => JSON.stringify(keys);
  const usable = new Set(cells.map(keyOf));
  const lines = sizes.filter((one) => one.transactions > 0 && usable.has(keyOf(one)));
  const filled = new Set(lines.map(keyOf));
  const sum = (some: typeof sizes): number => some.reduce((all, { transactions }) => all + transactions, 0);
  return {
    cells: cells.filter((cell) => filled.has(keyOf(cell))),
    margins: (cells[0]?.keys ?? []).map((_, at) => {
      const totals = new Map<string, number>();
      for (const { keys, transactions } of lines)
        totals.set(keys[at]!, (totals.get(keys[at]!) ?? 0) + transactions);
      return totals;
    }),
    coveredShare: sum(lines) / sum(sizes),
  };
}
