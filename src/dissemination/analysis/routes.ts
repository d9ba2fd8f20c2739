/** Analysis of closed rounds, for analysts: two dimensions at the most, filters among them. */
import { inLanguage } from '../../platform/text/localized.ts';
import { sendTaken, takeLinks } from '../../platform/web/takeAway.ts';
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { analyse } from './analysis.ts';
import {
  choiceFields,
  crosstabTaken,
  faultFields,
  filterWords,
  pageTabs,
  scopesOf,
  tableWords,
} from './analysisPage.ts';
import { longerPeriods } from './longerPeriods.ts';
import { aboutPage, askedRounds, type AnalysisContext } from './askedRound.ts';
import { dimensionsOf } from './dimensions.ts';
import { readAnalysisWish } from './input.ts';
import { knownPartsOf } from './knownParts.ts';
import { noteFilters } from './noteFilters.ts';
import { analysisTexts } from './texts.ts';

export const analysisRoutes: Routes<AnalysisContext> = {
  'GET /staff/analysis': may('analyse', openCrosstab, menuLine('results', 'Phân tích', 'Analysis')),
};

async function openCrosstab(context: StaffContext, tools: AnalysisContext): Promise<Reply> {
  const { req, res, language } = context;
  const { stores, columns, now } = tools;
  const asking = askedRounds(tools);
  const input = await readAnalysisWish(req);
  const t = analysisTexts[language];
  const asked = await asking.find(context.caller, input);
  if (!asked) {
    return page('dissemination/analysis/analysis', { title: t.title }, { t, fields: [] });
  }
  const { caller, closed, units, unitId, measured } = asked;
  const { round } = measured;
  const dimensions = dimensionsOf(measured, await stores.services.list(), unitId);
  const rows = isFresh(input) ? dimensions[0]!.id : input.rows;
  const wish = { ...input, round: round.id, unit: unitId, of: input.of === '' ? 'whole' : input.of, rows };
  const { analysis, unknown } = knownPartsOf(wish, measured, dimensions, language);
  const waiting = await asking.waitingFor(measured, language);
  const isAsked = waiting === undefined && Object.keys(unknown).length === 0;
  const made = isAsked ? await analyse(measured, analysis, { columns, now: now() }) : undefined;
  const [refusal, shown] = made && 'fault' in made ? [made] : [undefined, made];
  const faults = refusal ? faultFields(refusal, wish, language) : unknown;
  const { filters } = analysis;
  if (shown && filters.length > 0)
    await noteFilters(stores, caller, { ...analysis, at: now(), round, filters: filterWords(filters, 'vi') });
  const { from, ...about } = aboutPage(asked, {
    name: 'phan-tich',
    parts: [inLanguage(scopesOf(measured).find(({ id }) => id === wish.of)?.label ?? { vi: '' }, language)],
    filters,
    language,
  });
  const parts = shown ? [crosstabTaken(shown, analysis, t.title, language)] : [];
  if (await sendTaken(req, res, parts, from)) return sent;

  if (Object.keys(faults).length > 0) res.status(422);
  return page(
    'dissemination/analysis/analysis',
    { title: t.title },
    {
      ...about,
      t,
      faults,
      waiting,
      table: shown && tableWords(shown, analysis, language),
      fields: choiceFields({
        language,
        wish,
        rounds: closed.map((one) => one.round),
        units,
        measured,
        dimensions,
        faults,
      }),
      tabs: pageTabs('crosstab', wish, language),
      longer: shown && longerPeriods(shown, analysis, wish),
      take: takeLinks(req, parts, language),
    },
  );
}

/** Nothing is chosen but the round and the unit. */
function isFresh(input: Readonly<Record<string, string>>): boolean {
  return Object.entries(input).every(
    ([field, value]) => value === '' || field === 'round' || field === 'unit',
  );
}
