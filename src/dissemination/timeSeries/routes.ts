/** An index over time, for analysts: time is one of the two dimensions, a filter may be the other. */
import type { FieldErrors } from '../../platform/web/form.ts';
import { scopeName, scopesOf } from '../analysis/analysisPage.ts';
import { analysisRoute } from '../analysis/analysisRoutes.ts';
import type { AnalysisContext, Asked } from '../analysis/askedRound.ts';
import { dimensionsOf } from '../analysis/dimensions.ts';
import { downloadOf, sectionOnPage } from '../analysis/findingSection.ts';
import { seriesForm, seriesTexts } from '../analysis/input.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { may, type Routes } from '../../access/web/routes.ts';
import { seriesGatherer, type GatheredSeries } from './gatherSeries.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { driftOf } from './drift.ts';
import { driftWords } from './driftPage.ts';
import { happeningsIn } from './happenings.ts';
import { endWords, seriesPage, seriesTaken, timeChoices } from './timePage.ts';
import { periodSizes, type PeriodSize } from './timePeriod.ts';
import { timeFilters } from './timeSeries.ts';

const openTimeSeries = analysisRoute(
  { id: 'time', view: 'dissemination/timeSeries/time', texts: seriesTexts, form: seriesForm },
  async ({ language, asking, asked, typed, t }, tools) => {
    const { stores } = tools;
    const { unitId, measured } = asked;
    const gather = seriesGatherer(tools, asking);
    const request = { ...typed, of: typed.of || 'whole', by: typed.by || 'week' };
    const dimensions = dimensionsOf(measured, await stores.services.list(), unitId);
    const size = periodSizes.find((one) => one === request.by);
    const filters = timeFilters(dimensions).filter(({ id }) => id === request.filter);
    const unknown = unknownFields({
      of: scopesOf(measured).some(({ id }) => id === request.of),
      by: size !== undefined,
      filter: request.filter === '' || filters.length > 0,
      rounds: request.rounds === '' || request.rounds === 'all',
    });
    const { series, end }: GatheredSeries =
      size && unknown.length === 0
        ? await gather(asked, { ...request, size, isWithEarlier: request.rounds === 'all' })
        : { series: [] };
    const stop = series.length === 0 ? end : undefined;
    const errors: FieldErrors =
      stop?.why === 'refused'
        ? { [filters.length > 0 ? 'filter' : 'by']: t.errors[stop.refusal.error] }
        : Object.fromEntries(unknown.map((field) => [field, t.unknown]));
    const shown = size && series.length > 0 ? ([series, size, language] as const) : undefined;
    const drift = shown && size !== 'day' ? await driftIn(tools, asked, ...shown) : undefined;
    const name = scopeName(measured, request.of, language);
    return {
      about: { name: `dien-bien-${request.by}`, parts: name === '' ? [] : [name], filters },
      request,
      choices: timeChoices(asked, dimensions, language),
      errors,
      downloads: shown ? [seriesTaken(...shown), ...(drift?.sections ?? []).map(downloadOf)] : [],
      content: {
        waiting: stop?.why === 'waiting' ? stop.sentence : undefined,
        series: shown && seriesPage(...shown),
        lines: resultTexts[language],
        drift: drift && { ...drift, sections: drift.sections.map((one) => sectionOnPage(one, language)) },
        leftOut: !stop && end ? endWords(end, language) : undefined,
      },
    };
  },
);

export const routes: Routes<AnalysisContext> = {
  'GET /staff/analysis/time': may('analyse', openTimeSeries),
};

async function driftIn(
  { stores }: AnalysisContext,
  { measured, unitId }: Asked,
  series: GatheredSeries['series'],
  size: PeriodSize,
  language: PageLanguage,
) {
  const happenings = await happeningsIn(stores, new Set(measured.tree.subtreeIds(unitId)));
  return driftWords(driftOf(series, size, happenings), size, language);
}

function unknownFields(isKnown: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.entries(isKnown).flatMap(([field, known]) => (known ? [] : [field]));
}
