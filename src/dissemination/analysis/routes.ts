/** Analysis of closed rounds, for analysts: two dimensions at the most, filters among them. */
import { catalogue } from '../../platform/text/catalogue.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { sendDownload, downloadLinks } from '../../platform/web/download.ts';
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { analyse } from './analysis.ts';
import { choiceFields, errorFields, filterWords, scopesOf } from './analysisPage.ts';
import { pageJump } from './pageJump.ts';
import { crosstabTaken, tableWords } from './crosstabPage.ts';
import { longerPeriods } from './longerPeriods.ts';
import { aboutPage, askedRounds, type AnalysisContext, type Asked } from './askedRound.ts';
import { dimensionsOf } from './dimensions.ts';
import { readCrosstabRequest } from './input.ts';
import { knownPartsOf } from './knownParts.ts';
import { noteFilters } from './noteFilters.ts';
import { robustSentences } from './robustSentences.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { analysisTexts } from './texts.ts';

export const analysisRoutes: Routes<AnalysisContext> = {
  'GET /staff/analysis': may('analyse', openCrosstab, menuLine('results', 'Phân tích', 'Analysis')),
};

async function openCrosstab(context: StaffContext, tools: AnalysisContext): Promise<Reply> {
  const { req, res, language } = context;
  const { stores, columns, now } = tools;
  const asking = askedRounds(tools);
  const input = await readCrosstabRequest(req);
  const t = { ...resultTexts[language], ...analysisTexts[language] };
  const asked = await asking.find(context.caller, input);
  if (!asked) {
    return page('dissemination/analysis/analysis', { title: t.title }, { t, fields: [] });
  }
  const { caller, closed, units, unitId, measured } = asked;
  const { round } = measured;
  const dimensions = dimensionsOf(measured, await stores.services.list(), unitId);
  const rows = isFresh(input) ? dimensions[0]!.id : input.rows;
  const request = { ...input, round: round.id, unit: unitId, of: input.of === '' ? 'whole' : input.of, rows };
  const { analysis, unknown } = knownPartsOf(request, measured, dimensions, language);
  const waiting = await asking.waitingFor(measured, language);
  const isAsked = waiting === undefined && Object.keys(unknown).length === 0;
  const made = isAsked ? await analyse(measured, analysis, { columns, now: now() }) : undefined;
  const [refusal, shown] = made && 'error' in made ? [made] : [undefined, made];
  const errors = refusal ? errorFields(refusal, request, language) : unknown;
  const { filters } = analysis;
  if (shown && filters.length > 0)
    await noteFilters(stores, caller, { ...analysis, at: now(), round, filters: filterWords(filters, 'vi') });
  const { from, ...about } = aboutPage(asked, {
    name: 'phan-tich',
    parts: [
      inLanguage(scopesOf(measured).find(({ id }) => id === request.of)?.label ?? { vi: '' }, language),
    ],
    filters,
    language,
  });
  const robust = shown && isFresh(input) ? await robustIn(tools, asked, language) : undefined;
  const parts = shown ? [crosstabTaken(shown, analysis, t.title, language)] : [];
  if (await sendDownload(req, res, parts, from)) return sent;

  if (Object.keys(errors).length > 0) res.status(422);
  return page(
    'dissemination/analysis/analysis',
    { title: t.title },
    {
      ...about,
      t,
      errors,
      waiting,
      robust,
      table: shown && tableWords(shown, analysis, request, language),
      fields: choiceFields({ language, request, rounds: closed.map((one) => one.round), units, measured, dimensions, errors }), // prettier-ignore
      jump: pageJump('crosstab', request, language),
      longer: shown && longerPeriods(shown, analysis, request),
      take: downloadLinks(req, parts, language),
    },
  );
}

/** What holds beyond chance of the unit, before anything is chosen. */
async function robustIn(
  { stores, columns, now }: AnalysisContext,
  { measured, unitId }: Asked,
  language: PageLanguage,
) {
  const sentences = await robustSentences({ measured, unitId, stores, columns, now: now() }, language);
  return { sentences, limits: catalogue('dissemination/robust')[language].limits };
}

/** Nothing is chosen but the round and the unit. */
function isFresh(input: Readonly<Record<string, string>>): boolean {
  return Object.entries(input).every(
    ([field, value]) => value === '' || field === 'round' || field === 'unit',
  );
}
