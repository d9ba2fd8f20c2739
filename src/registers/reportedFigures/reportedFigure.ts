/**
 * A figure reported elsewhere. It is stored word for word alongside what is computed here; a contradiction in it is
 * named, never repaired.
 */
import type { Localized } from '../../platform/text/localized.ts';
import type { Round } from '../../design/rounds/round.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export const indicators = ['satisfactionIndex', 'parIndex'] as const;

export interface ReportedFigure {
  readonly indicator: (typeof indicators)[number];
  readonly unitId: string;
  /** The round to which the figure refers, if there is one. */
  readonly roundId?: string | undefined;
  readonly year: number;
  /** The figure as printed, in Vietnamese. */
  readonly wording: string;
  /** Hundredths of a percent. */
  readonly valueHundredths: number;
  /** Hundredths of a percentage point, read as a difference of two percentages. */
  readonly changeHundredths?: number | undefined;
  readonly rank?: number | undefined;
  readonly of?: number | undefined;
  /** Ranks gained (positive) or lost since the year before, as reported. */
  readonly ranksGained?: number | undefined;
  readonly source: Localized;
}

export function reportedFigureKey({
  unitId,
  indicator,
  year,
  roundId = '',
}: Omit<ReportedFigure, 'wording'>): string {
  return [unitId, indicator, year, roundId].join(' ');
}

/**
 * Whether a figure is about this round: it names the round, or, if it names none, the year in which the round opened.
 */
export function speaksOf(
  { roundId, year }: ReportedFigure,
  { id, opensAt }: Pick<Round, 'id' | 'opensAt'>,
): boolean {
  return roundId === undefined ? year === Number(dayOf(opensAt).slice(0, 4)) : roundId === id;
}

/** The same figure, as reported a year earlier. */
export function earlierOf(
  reportedFigure: ReportedFigure,
  all: Iterable<ReportedFigure>,
): ReportedFigure | undefined {
  const { unitId, indicator, year } = reportedFigure;
  return [...all].find(
    (one) => one.unitId === unitId && one.indicator === indicator && one.year === year - 1,
  );
}
