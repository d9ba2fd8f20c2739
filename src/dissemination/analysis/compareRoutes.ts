/** Comparisons of two sides of closed rounds, for analysts. */
import { may, type Routes } from '../../access/web/routes.ts';
import { analysisRoute } from './analysisRoutes.ts';
import { askedComparison } from './askedComparison.ts';
import type { AnalysisContext } from './askedRound.ts';
import { compareWays } from './compare.ts';
import { comparisonTaken, comparisonWords, compareChoices, nothingToChoose, wayTabs } from './comparePage.ts';
import { dimensionsOf } from './dimensions.ts';
import { comparisonForm, comparisonTexts } from './input.ts';
import { noteFilters } from './noteFilters.ts';
import type { Stores } from '../stores.ts';

const openComparison = analysisRoute(
  { id: 'compare', view: 'dissemination/analysis/compare', texts: comparisonTexts, form: comparisonForm },
  async ({ language, asking, asked, typed, t }, { stores, rounds, columns, now }) => {
    const { caller, measured, unitId, closed } = asked;
    const request = { ...typed, way: compareWays.find((way) => way === typed.by) ?? compareWays[0] };
    const { way } = request;
    const dimensions = dimensionsOf(measured, await stores.services.list(), unitId);
    const beside = way === 'round' ? closed.find(({ round }) => round.id === request.b) : undefined;
    const waiting =
      (await asking.waitingFor(measured, language)) ??
      (beside && (await asking.waitingFor(await rounds.measure(beside.round), language)));
    const comparing = { rounds, counting: { columns, now: now() }, dimensions, language };
    const { comparison, errors, filters } = waiting
      ? { errors: {} }
      : await askedComparison(asked, request, comparing);
    if (comparison && filters)
      await noteFilters(stores, caller, { at: now(), round: measured.round, unitId, filters });
    const words = comparison && comparisonWords(comparison, asked, language);
    const methods = await methodsOf(stores, measured.round.methodIds.slice(1));
    const choices = { language, request, asked, dimensions, methods };
    return {
      about: { name: 'so-sanh', parts: [t.ways[way]] },
      choices: compareChoices(choices),
      errors,
      downloads: comparison ? comparisonTaken(comparison, asked, language) : [],
      notes: words?.notes,
      content: { waiting, way, ways: wayTabs(request, language), nothing: nothingToChoose(choices), words },
    };
  },
);

export const compareRoutes: Routes<AnalysisContext> = {
  'GET /staff/analysis/compare': may('analyse', openComparison),
};

async function methodsOf({ methods }: Pick<Stores, 'methods'>, ids: readonly string[]) {
  const found = await Promise.all(ids.map((id) => methods.find(id)));
  return ids.map((id, index) => ({ id, name: { vi: id, ...found[index]?.name } }));
}
