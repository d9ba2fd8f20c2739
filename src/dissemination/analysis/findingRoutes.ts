/** Pages of findings, for analysts. */
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { percentHundredths } from '../../platform/text/percentInput.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { choicesOf, scopeOptions, scopesOf } from './analysisPage.ts';
import { analysisRoute } from './analysisRoutes.ts';
import type { AnalysisContext, Asked } from './askedRound.ts';
import { commentTopics } from './commentTopicsPage.ts';
import { drivers } from './driversPage.ts';
import { USUAL_TARGET, type AnyFindingKind, type AskedFinding } from './finding.ts';
import { gaps } from './gapsPage.ts';
import { downloadOf, sectionOnPage } from './findingSection.ts';
import { nonresponse } from './nonresponsePage.ts';
import { smallUnits } from './smallUnitsPage.ts';
import { target } from './targetPage.ts';
import type { Scope } from '../../statistics/estimation/scope.ts';
import { findingForm, findingPageTexts } from './input.ts';

export const findingKinds: readonly AnyFindingKind[] = [
  drivers,
  gaps,
  smallUnits,
  nonresponse,
  target,
  commentTopics,
];

export const findingRoutes: Routes<AnalysisContext> = {
  'GET /staff/analysis/drivers': may('analyse', opens(drivers)),
  'GET /staff/analysis/gaps': may('analyse', opens(gaps)),
  'GET /staff/analysis/small-units': may('analyse', opens(smallUnits)),
  'GET /staff/analysis/nonresponse': may('analyse', opens(nonresponse)),
  'GET /staff/analysis/target': may('analyse', opens(target)),
  'GET /staff/analysis/comments': may('analyse', opens(commentTopics)),
};

function opens(kind: AnyFindingKind) {
  const texts = findingPageTexts(kind.texts);
  return analysisRoute(
    { id: kind.id, view: 'dissemination/analysis/finding', texts, form: findingForm(texts) },
    async ({ language, caller, asking, asked, typed, t }, tools) => {
      const { measured } = asked;
      const request = {
        ...typed,
        of: typed.of || 'whole',
        target: typed.target || String(USUAL_TARGET / 100),
      };
      const scopes = scopesOf(measured).filter(({ scope }) => kind.isFor(scope));
      const chosen = scopes.find(({ id }) => id === request.of);
      const targetHundredths = percentHundredths(request.target);
      const waiting = await asking.waitingFor(measured, language);
      const made =
        chosen && targetHundredths !== undefined && waiting === undefined
          ? await kind.find({ ...askedOf(caller, tools, asked, chosen.scope), targetHundredths })
          : undefined;
      const finding = made && !('refusal' in made) ? made.words(language) : undefined;
      return {
        about: {
          name: kind.fileName,
          parts: [t.title, inLanguage(chosen?.label ?? { vi: '' }, language)],
        },
        request,
        choices: {
          ...choicesOf(asked, [], language),
          of: { options: scopeOptions(scopes, language) },
          target: kind.asksTarget && {},
        },
        errors: {
          ...(!chosen && { of: t.unknown }),
          ...(targetHundredths === undefined && { target: t.wrongTarget }),
        },
        downloads: (finding?.sections ?? []).map(downloadOf),
        notes: finding && [t.notOfficial, ...finding.sentences, `${t.assumption}: ${finding.assumption}`],
        content: {
          waiting,
          action: `/staff/analysis/${kind.id}`,
          refusal: made && 'refusal' in made ? inLanguage(made.refusal, language) : undefined,
          finding: finding && {
            ...finding,
            sections: finding.sections.map((one) => sectionOnPage(one, language)),
          },
        },
      };
    },
  );
}

function askedOf(
  caller: StaffContext['caller'],
  { stores, columns, caseloadsOf, now }: AnalysisContext,
  { measured, unitId }: Asked,
  scope: Scope,
): AskedFinding {
  const readsComments = caller.may('seeCases', unitId);
  return { measured, unitId, scope, stores, columns, caseloadsOf, now: now(), readsComments };
}
