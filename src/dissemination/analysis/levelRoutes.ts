/** How answers are spread over levels, for analysts. The address holds every choice. */
import { inLanguage } from '../../platform/text/localized.ts';
import { questionsIn } from '../../statistics/estimation/scope.ts';
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { sendDownload, downloadLinks } from '../../platform/web/download.ts';
import { choiceFields, errorFields, filterWords, scopesOf } from './analysisPage.ts';
import { pageJump } from './pageJump.ts';
import { aboutPage, askedRounds, type AnalysisContext } from './askedRound.ts';
import { dimensionsOf } from './dimensions.ts';
import { readLevelRequest } from './input.ts';
import { knownPartsOf } from './knownParts.ts';
import { levelsTaken, levelWords } from './levelPage.ts';
import { spreads } from './levelSpread.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { levelTexts } from './levelTexts.ts';
import { optionShares } from './optionShares.ts';
import { sharesTaken, sharesWords } from './optionSharesPage.ts';
import { noteFilters } from './noteFilters.ts';
import { analysisTexts } from './texts.ts';

export const levelRoutes: Routes<AnalysisContext> = {
  'GET /staff/analysis/levels': may('analyse', openLevels),
};

async function openLevels(context: StaffContext, tools: AnalysisContext): Promise<Reply> {
  const { req, res, language } = context;
  const { stores, columns, now } = tools;
  const asking = askedRounds(tools);
  const input = await readLevelRequest(req);
  const t = { ...resultTexts[language], ...analysisTexts[language], ...levelTexts[language] };
  const asked = await asking.find(context.caller, input);
  if (!asked) {
    return page('dissemination/analysis/levels', { title: t.title }, { t, fields: [] });
  }
  const { caller, measured, unitId } = asked;
  const { round } = measured;
  const dimensions = dimensionsOf(measured, await stores.services.list(), unitId);
  const request = { ...nothingElse, ...input, round: round.id, unit: unitId, of: input.of || 'whole' };
  const { analysis, unknown } = knownPartsOf(request, measured, dimensions, language);
  const { filters, scope } = analysis;
  const waiting = await asking.waitingFor(measured, language);
  const isAsked = waiting === undefined && Object.keys(unknown).length === 0;
  const questionIds = questionsIn(measured.plan, scope);
  const made = isAsked
    ? await spreads(measured, { unitId, filters, questionIds }, { columns, now: now() })
    : [];
  const [refusal, found] = 'error' in made ? [made, []] : [undefined, made];
  const isOfAll = isAsked && !refusal && filters.length === 0 && scope.kind === 'whole';
  const shares = isOfAll ? await optionShares(measured, unitId, { columns, now: now() }) : [];
  const errors = refusal ? errorFields(refusal, request, language, 'of') : unknown;
  if (found.length > 0 && filters.length > 0)
    await noteFilters(stores, caller, { at: now(), round, unitId, filters: filterWords(filters, 'vi') });

  const { from, ...about } = aboutPage(asked, {
    name: 'phan-bo',
    parts: [
      inLanguage(scopesOf(measured).find(({ id }) => id === request.of)?.label ?? { vi: '' }, language),
    ],
    filters,
    language,
  });
  const parts = [...levelsTaken(measured, found, language), ...sharesTaken(measured, shares, language)];
  if (await sendDownload(req, res, parts, from)) return sent;

  if (Object.keys(errors).length > 0) res.status(422);
  const fields = choiceFields({ ...asked, language, request, rounds: asked.closed.map((one) => one.round), dimensions, errors }); // prettier-ignore
  return page(
    'dissemination/analysis/levels',
    { title: t.title },
    {
      ...about,
      t,
      errors,
      waiting,
      fields: fields
        .filter(({ id }) => id in input)
        .map((field) => (field.id === 'filter1' ? { ...field, label: t.filter } : field)),
      jump: pageJump('levels', request, language),
      words: found.length > 0 ? levelWords(measured, found, language) : undefined,
      shares: sharesWords(measured, shares, language),
      take: downloadLinks(req, parts, language),
    },
  );
}

/** The further inputs of the crosstab page, left empty. */
const nothingElse = { rows: '', columns: '', filter2: '' };
