/** An index over time, for analysts: time is one of the two dimensions, a filter may be the other. */
import type { Faults } from '../../access/accounts/input.ts';
import { pageTabs, scopesOf } from '../analysis/analysisPage.ts';
import { aboutPage, askedRounds, type AnalysisContext } from '../analysis/askedRound.ts';
import { dimensionsOf } from '../analysis/dimensions.ts';
import { analysisTexts } from '../analysis/texts.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { sendTaken, takeLinks } from '../../platform/web/takeAway.ts';
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { seriesGatherer, type GatheredSeries } from './gatherSeries.ts';
import { readTimeWish, type TimeWish } from './input.ts';
import { timeTexts } from './texts.ts';
import { endWords, seriesPage, seriesTaken, timeFields } from './timePage.ts';
import { periodSizes } from './timePeriod.ts';
import { timeFilters } from './timeSeries.ts';

export const timeSeriesRoutes: Routes<AnalysisContext> = {
  'GET /staff/analysis/time': may('analyse', openTimeSeries),
};

/** Statuses: 200; 404 for a round or unit that is not the caller's; 422 with the choice that has to change. */
async function openTimeSeries(context: StaffContext, tools: AnalysisContext): Promise<Reply> {
  const { req, res, caller, language } = context;
  const { stores } = tools;
  const asking = askedRounds(tools);
  const gather = seriesGatherer(tools, asking);
  const input = await readTimeWish(req);
  const t = { ...analysisTexts[language], ...timeTexts[language] };
  const asked = await asking.find(caller, input);
  if (!asked) {
    return page('dissemination/timeSeries/time', { title: t.title }, { t, fields: [] });
  }
  const { unitId, measured } = asked;
  const wish = wholeWish(input, measured.round.id, unitId);
  const dimensions = dimensionsOf(measured, await stores.services.list(), unitId);
  const scope = scopesOf(measured).find(({ id }) => id === wish.of);
  const size = periodSizes.find((one) => one === wish.by);
  const filters = timeFilters(dimensions).filter(({ id }) => id === wish.filter);
  const unknown = unknownFields({
    of: scope !== undefined,
    by: size !== undefined,
    filter: wish.filter === '' || filters.length > 0,
    rounds: wish.rounds === '' || wish.rounds === 'all',
  });
  const { series, end }: GatheredSeries =
    size && unknown.length === 0
      ? await gather(asked, { ...wish, size, isWithEarlier: wish.rounds === 'all' })
      : { series: [] };
  const stop = series.length === 0 ? end : undefined;
  const faults: Faults =
    stop?.why === 'refused'
      ? { [filters.length > 0 ? 'filter' : 'by']: t.faults[stop.refusal.fault] }
      : Object.fromEntries(unknown.map((field) => [field, t.unknown]));
  const { from, ...about } = aboutPage(asked, {
    name: `dien-bien-${wish.by}`,
    parts: scope ? [inLanguage(scope.label, language)] : [],
    filters,
    language,
  });
  const shown = size && series.length > 0 ? ([series, size, language] as const) : undefined;
  const parts = shown ? [seriesTaken(...shown)] : [];
  if (await sendTaken(req, res, parts, from)) return sent;

  if (Object.keys(faults).length > 0) res.status(422);
  return page(
    'dissemination/timeSeries/time',
    { title: t.title },
    {
      ...about,
      t,
      tabs: pageTabs('time', wish, language),
      faults,
      waiting: stop?.why === 'waiting' ? stop.sentence : undefined,
      fields: timeFields({ language, wish, asked, dimensions, faults }),
      series: shown && seriesPage(...shown),
      leftOut: !stop && end ? endWords(end, language) : undefined,
      take: takeLinks(req, parts, language),
    },
  );
}

function wholeWish(input: TimeWish, round: string, unit: string): TimeWish {
  return { ...input, round, unit, of: input.of || 'whole', by: input.by || 'week' };
}

function unknownFields(isKnown: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.entries(isKnown).flatMap(([field, known]) => (known ? [] : [field]));
}
