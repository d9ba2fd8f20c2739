/**
 * An index over time, within a round and across earlier rounds. Time is a dimension of a crosstab like any other;
 * crosstabs decide what is suppressed (dissemination/analysis/countedSides.ts).
 */
import { analyse, type Refusal } from '../analysis/analysis.ts';
import type { Counting } from '../analysis/countedSides.ts';
import {
  filtersOf,
  weekDimension,
  type AnalysisDimension,
  type AnalysisFilter,
} from '../analysis/dimensions.ts';
import { roundPeriod } from '../analysis/period.ts';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import type { Localized } from '../../platform/text/localized.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import type { Scope } from '../../statistics/estimation/scope.ts';
import { comparability, surveyChanges } from '../../design/surveys/surveyChanges.ts';
import { standingChanges, type Succession } from '../../registers/units/succession.ts';
import { breaksOf } from '../../registers/units/unitAsOf.ts';
import type { PeriodSize } from './timePeriod.ts';

export interface SeriesQuestion {
  readonly unitId: string;
  readonly scope: Scope;
  readonly size: PeriodSize;
  readonly filters: readonly AnalysisFilter[];
}

export interface SeriesPoint {
  /** Its first day within the round; missing for responses from outside the round's days. */
  readonly from: string | undefined;
  readonly label: Localized;
  readonly figure: Figure;
}

export interface RoundSeries {
  readonly whole: Figure;
  /** Periods with responses, in order. */
  readonly points: readonly SeriesPoint[];
}

/** Filters of dimensions other than time. */
export function timeFilters(dimensions: readonly AnalysisDimension[]): readonly AnalysisFilter[] {
  return filtersOf(dimensions).filter(({ dimension }) => dimension.axis.dimension.kind !== 'day');
}

/** @param dimensions of the round and the unit */
export async function seriesOf(
  measured: MeasuredRound,
  { unitId, scope, size, filters }: SeriesQuestion,
  { dimensions, ...counting }: Counting & { readonly dimensions: readonly AnalysisDimension[] },
): Promise<RoundSeries | Refusal> {
  const rows =
    size === 'week' ? weekDimension(roundPeriod(measured.round)) : dimensions.find(({ id }) => id === size);
  const made = await analyse(measured, { unitId, scope, rows, filters }, counting);
  if ('error' in made) return made;
  return {
    whole: made.figure(),
    points: made.rows.map(({ key, label }) => ({
      from: rows?.periods?.[key]?.from ?? (isCalendarDay(key) ? key : undefined),
      label,
      figure: made.figure(key),
    })),
  };
}

const seriesBreaks = ['survey', 'method', 'units', 'sample'] as const;
/** A difference between two rounds that breaks the series. */
export type SeriesBreak = (typeof seriesBreaks)[number];

export function breaksBetween(
  earlier: MeasuredRound,
  later: MeasuredRound,
  unitId: string,
  unitChanges: readonly Succession[],
): readonly SeriesBreak[] {
  const [before, after] = [earlier.round, later.round];
  const changes = surveyChanges(earlier.survey.content, later.survey.content);
  const isBetween = ({ on }: Succession): boolean => before.unitsOn < on && on <= after.unitsOn;
  const is: Record<SeriesBreak, boolean> = {
    survey: before.surveyVersionId !== after.surveyVersionId && comparability(changes) !== 'same',
    method: before.methodIds[0] !== after.methodIds[0],
    units: standingChanges(unitChanges).filter(isBetween).flatMap(breaksOf).includes(unitId),
    sample: before.sampleKind !== after.sampleKind,
  };
  return seriesBreaks.filter((one) => is[one]);
}
