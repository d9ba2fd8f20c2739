/** Gathers the series of a round and of earlier rounds, as far back as they can be shown. */
import type { Refusal } from '../analysis/analysis.ts';
import { filterWords, scopesOf } from '../analysis/analysisPage.ts';
import { isAmong, type AnalysisContext, type Asked, type askedRounds } from '../analysis/askedRound.ts';
import { dimensionsOf } from '../analysis/dimensions.ts';
import { noteFilters } from '../analysis/noteFilters.ts';
import type { Localized } from '../../platform/text/localized.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import type { Service } from '../../registers/services/service.ts';
import type { PeriodSize } from './timePeriod.ts';
import { breaksBetween, seriesOf, timeFilters, type RoundSeries, type SeriesBreak } from './timeSeries.ts';

export interface SeriesRequest {
  /** Ids as on the page; an empty filter means none. */
  readonly of: string;
  readonly filter: string;
  readonly size: PeriodSize;
  /** Whether to include earlier rounds. */
  readonly isWithEarlier: boolean;
}

export interface GatheredRound extends RoundSeries {
  readonly title: Localized;
  /** The breaks between this round and the one before. */
  readonly breaks: readonly SeriesBreak[];
}

/** Why a round and all earlier ones are not shown. */
export type SeriesEnd =
  | { readonly why: 'notAsked' }
  | { readonly why: 'waiting'; readonly sentence: string }
  | { readonly why: 'refused'; readonly refusal: Refusal };

export interface GatheredSeries {
  /** Oldest first. */
  readonly series: readonly GatheredRound[];
  readonly end?: SeriesEnd;
}

/** A chart with more is unreadable. */
const roundsMax = 12;

export function seriesGatherer(
  { stores, rounds, columns, now }: AnalysisContext,
  { waitingFor }: Pick<ReturnType<typeof askedRounds>, 'waitingFor'>,
) {
  /** The series of one round; use of a filter is recorded in the audit. */
  async function inRound(
    { caller, unitId }: Asked,
    measured: MeasuredRound,
    { of, filter, size }: SeriesRequest,
    services: readonly Service[],
  ): Promise<RoundSeries | SeriesEnd> {
    const dimensions = dimensionsOf(measured, services, unitId);
    const scope = scopesOf(measured).find(({ id }) => id === of)?.scope;
    const filters = timeFilters(dimensions).filter(({ id }) => id === filter);
    if (!scope || (filter !== '' && filters.length === 0)) return { why: 'notAsked' };
    const sentence = await waitingFor(measured, caller.account.language);
    if (sentence !== undefined) return { why: 'waiting', sentence };
    const made = await seriesOf(
      measured,
      { unitId, scope, size, filters },
      { dimensions, columns, now: now() },
    );
    if ('error' in made) return { why: 'refused', refusal: made };
    const { round } = measured;
    if (filters.length > 0)
      await noteFilters(stores, caller, { at: now(), round, unitId, filters: filterWords(filters, 'vi') });
    return made;
  }

  return async function gather(asked: Asked, request: SeriesRequest): Promise<GatheredSeries> {
    const [changes, services] = await Promise.all([stores.units.listChanges(), stores.services.list()]);
    const series: GatheredRound[] = [];
    let later: MeasuredRound | undefined;
    for (let measured = asked.measured; ;) {
      const made = await inRound(asked, measured, request, services);
      if ('why' in made) return { series, end: made };
      if (series[0] && later)
        series[0] = { ...series[0], breaks: breaksBetween(measured, later, asked.unitId, changes) };
      const { title, previousRoundId } = measured.round;
      series.unshift({ ...made, title, breaks: [] });
      if (!request.isWithEarlier || previousRoundId === undefined || series.length === roundsMax)
        return { series };
      const before = asked.closed.find(({ round }) => round.id === previousRoundId);
      if (!before || !isAmong(before, asked.unitId)) return { series, end: { why: 'notAsked' } };
      later = measured;
      measured = await rounds.measure(before.round);
    }
  };
}
