/** An index over time, for analysts: time is one of the two dimensions, a filter may be the other. */
import type { FieldErrors } from '../../platform/web/form.ts';
import { scopesOf } from '../analysis/analysisPage.ts';
import { pageJump } from '../analysis/pageJump.ts';
import { aboutPage, askedRounds, type AnalysisContext, type Asked } from '../analysis/askedRound.ts';
import { dimensionsOf } from '../analysis/dimensions.ts';
import { downloadOf } from '../analysis/findingSection.ts';
import { findingTexts } from '../analysis/findingTexts.ts';
import { analysisTexts } from '../analysis/texts.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { sendDownload, downloadLinks } from '../../platform/web/download.ts';
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { seriesGatherer, type GatheredSeries } from './gatherSeries.ts';
import { driftOf } from './drift.ts';
import { driftWords } from './driftPage.ts';
import { happeningsIn } from './happenings.ts';
import { readTimeRequest, type TimeRequest } from './input.ts';
import { timeTexts } from './texts.ts';
import { endWords, seriesPage, seriesTaken, timeFields } from './timePage.ts';
import { periodSizes, type PeriodSize } from './timePeriod.ts';
import { timeFilters } from './timeSeries.ts';

export const routes: Routes<AnalysisContext> = {
  'GET /staff/analysis/time': may('analyse', openTimeSeries),
};

/** Statuses: 200; 404 for a round or unit that is not the caller's; 422 with the choice that has to change. */
async function openTimeSeries(context: StaffContext, tools: AnalysisContext): Promise<Reply> {
  const { req, res, caller, language } = context;
  const { stores } = tools;
  const asking = askedRounds(tools);
  const gather = seriesGatherer(tools, asking);
  const input = await readTimeRequest(req);
  const t = { ...analysisTexts[language], ...findingTexts[language], ...timeTexts[language] };
  const asked = await asking.find(caller, input);
  if (!asked) {
    return page('dissemination/timeSeries/time', { title: t.title }, { t, fields: [] });
  }
  const { unitId, measured } = asked;
  const request = wholeRequest(input, measured.round.id, unitId);
  const dimensions = dimensionsOf(measured, await stores.services.list(), unitId);
  const scope = scopesOf(measured).find(({ id }) => id === request.of);
  const size = periodSizes.find((one) => one === request.by);
  const filters = timeFilters(dimensions).filter(({ id }) => id === request.filter);
  const unknown = unknownFields({
    of: scope !== undefined,
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
  const { from, ...about } = aboutPage(asked, {
    name: `dien-bien-${request.by}`,
    parts: scope ? [inLanguage(scope.label, language)] : [],
    filters,
    language,
  });
  const shown = size && series.length > 0 ? ([series, size, language] as const) : undefined;
  const drift = shown && size !== 'day' ? await driftIn(tools, asked, ...shown) : undefined;
  const parts = shown ? [seriesTaken(...shown), ...(drift?.sections ?? []).map(downloadOf)] : [];
  if (await sendDownload(req, res, parts, from)) return sent;

  if (Object.keys(errors).length > 0) res.status(422);
  return page(
    'dissemination/timeSeries/time',
    { title: t.title },
    {
      ...about,
      t,
      jump: pageJump('time', request, language),
      errors,
      waiting: stop?.why === 'waiting' ? stop.sentence : undefined,
      fields: timeFields({ language, request, asked, dimensions, errors }),
      series: shown && seriesPage(...shown),
      drift,
      leftOut: !stop && end ? endWords(end, language) : undefined,
      take: downloadLinks(req, parts, language),
    },
  );
}

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

function wholeRequest(input: TimeRequest, round: string, unit: string): TimeRequest {
  return { ...input, round, unit, of: input.of || 'whole', by: input.by || 'week' };
}

function unknownFields(isKnown: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.entries(isKnown).flatMap(([field, known]) => (known ? [] : [field]));
}
