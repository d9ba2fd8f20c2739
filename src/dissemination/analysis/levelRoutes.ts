/** How answers are spread over levels, for analysts. */
import { questionsIn } from '../../statistics/estimation/scope.ts';
import { may, type Routes } from '../../access/web/routes.ts';
import { choicesOf, errorFields, filterWords, scopeName } from './analysisPage.ts';
import { analysisRoute } from './analysisRoutes.ts';
import type { AnalysisContext } from './askedRound.ts';
import { dimensionsOf } from './dimensions.ts';
import { levelsForm, levelsTexts } from './input.ts';
import { knownPartsOf } from './knownParts.ts';
import { levelsTaken, levelWords } from './levelPage.ts';
import { spreads } from './levelSpread.ts';
import { optionShares } from './optionShares.ts';
import { sharesTaken, sharesWords } from './optionSharesPage.ts';
import { noteFilters } from './noteFilters.ts';

const openLevels = analysisRoute(
  { id: 'levels', view: 'dissemination/analysis/levels', texts: levelsTexts, form: levelsForm },
  async ({ language, asking, asked, typed }, { stores, columns, now }) => {
    const { caller, measured, unitId } = asked;
    const { round } = measured;
    const dimensions = dimensionsOf(measured, await stores.services.list(), unitId);
    const request = { ...typed, of: typed.of || 'whole', rows: '', columns: '', filter2: '' };
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
    if (found.length > 0 && filters.length > 0)
      await noteFilters(stores, caller, { at: now(), round, unitId, filters: filterWords(filters, 'vi') });
    return {
      about: { name: 'phan-bo', parts: [scopeName(measured, request.of, language)], filters },
      request,
      choices: choicesOf(asked, dimensions, language),
      errors: refusal ? errorFields(refusal, request, language, 'of') : unknown,
      downloads: [...levelsTaken(measured, found, language), ...sharesTaken(measured, shares, language)],
      content: {
        waiting,
        words: found.length > 0 ? levelWords(measured, found, language) : undefined,
        shares: sharesWords(measured, shares, language),
      },
    };
  },
);

export const levelRoutes: Routes<AnalysisContext> = {
  'GET /staff/analysis/levels': may('analyse', openLevels),
};
