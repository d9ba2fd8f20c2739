/** Analysis of closed rounds, for analysts: two dimensions at the most, filters among them. */
import { catalogue } from '../../platform/text/catalogue.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { may, type Routes } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { analyse } from './analysis.ts';
import { choicesOf, errorFields, filterWords, scopeName } from './analysisPage.ts';
import { analysisRoute } from './analysisRoutes.ts';
import { crosstabTaken, tableWords } from './crosstabPage.ts';
import { longerPeriods } from './longerPeriods.ts';
import type { AnalysisContext, Asked } from './askedRound.ts';
import { dimensionsOf } from './dimensions.ts';
import { crosstabForm, crosstabTexts } from './input.ts';
import { analysisTexts } from './texts.ts';
import { knownPartsOf } from './knownParts.ts';
import { noteFilters } from './noteFilters.ts';
import { robustSentences } from './robustSentences.ts';

const openCrosstab = analysisRoute(
  { id: 'crosstab', view: 'dissemination/analysis/analysis', texts: crosstabTexts, form: crosstabForm },
  async ({ language, asking, asked, typed, t }, tools) => {
    const { stores, columns, now } = tools;
    const { caller, unitId, measured } = asked;
    const { round } = measured;
    const dimensions = dimensionsOf(measured, await stores.services.list(), unitId);
    const isFresh = isPlaceOnly(typed);
    const rows = isFresh ? dimensions[0]!.id : typed.rows;
    const request = { ...typed, of: typed.of || 'whole', rows };
    const { analysis, unknown } = knownPartsOf(request, measured, dimensions, language);
    const waiting = await asking.waitingFor(measured, language);
    const isAsked = waiting === undefined && Object.keys(unknown).length === 0;
    const made = isAsked ? await analyse(measured, analysis, { columns, now: now() }) : undefined;
    const [refusal, shown] = made && 'error' in made ? [made] : [undefined, made];
    const { filters } = analysis;
    if (shown && filters.length > 0)
      await noteFilters(stores, caller, {
        ...analysis,
        at: now(),
        round,
        filters: filterWords(filters, 'vi'),
      });
    return {
      about: { name: 'phan-tich', parts: [scopeName(measured, request.of, language)], filters },
      request,
      choices: choicesOf(asked, dimensions, language),
      errors: refusal ? errorFields(refusal, request, language) : unknown,
      downloads: shown ? [crosstabTaken(shown, analysis, t.title, language)] : [],
      content: {
        waiting,
        robust: shown && isFresh ? await robustIn(tools, asked, language) : undefined,
        table: shown && tableWords(shown, analysis, request, language),
        longer: shown && longerPeriods(shown, analysis, request),
      },
    };
  },
);

export const analysisRoutes: Routes<AnalysisContext> = {
  'GET /staff/analysis': may(
    'analyse',
    openCrosstab,
    menuLine('results', analysisTexts, ({ pages }) => pages),
  ),
};

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
function isPlaceOnly(typed: Readonly<Record<string, string>>): boolean {
  return Object.entries(typed).every(
    ([field, value]) => value === '' || field === 'round' || field === 'unit',
  );
}
