/** Pages of findings, for analysts. The address holds every choice. */
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { percentHundredths } from '../../platform/text/percentInput.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { downloadLinks, sendDownload } from '../../platform/web/download.ts';
import { choiceFields, scopesOf } from './analysisPage.ts';
import { pageJump } from './pageJump.ts';
import { aboutPage, askedRounds, type AnalysisContext, type Asked } from './askedRound.ts';
import { commentTopics } from './commentTopicsPage.ts';
import { drivers } from './driversPage.ts';
import { USUAL_TARGET, type AnyFindingKind, type AskedFinding } from './finding.ts';
import { gaps } from './gapsPage.ts';
import { downloadOf } from './findingSection.ts';
import { findingTexts } from './findingTexts.ts';
import { nonresponse } from './nonresponsePage.ts';
import { smallUnits } from './smallUnitsPage.ts';
import { target } from './targetPage.ts';
import type { Scope } from '../../statistics/estimation/scope.ts';
import { readFindingRequest, type AnalysisRequest, type FindingRequest } from './input.ts';
import { analysisTexts } from './texts.ts';

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

const view = 'dissemination/analysis/finding';

function opens(kind: AnyFindingKind) {
  return async (context: StaffContext, tools: AnalysisContext): Promise<Reply> => {
    const { req, res, language } = context;
    const asking = askedRounds(tools);
    const input = await readFindingRequest(req);
    const { title, lead, of } = kind.texts[language];
    const t = { ...analysisTexts[language], ...findingTexts[language], title, lead, of };
    const asked = await asking.find(context.caller, input);
    if (!asked) return page(view, { title: t.title }, { t, fields: [] });
    const { measured, unitId } = asked;
    const request = {
      ...nothingElse,
      ...input,
      round: measured.round.id,
      unit: unitId,
      of: input.of || 'whole',
    };
    const scopes = scopesOf(measured).filter(({ scope }) => kind.isFor(scope));
    const chosen = scopes.find(({ id }) => id === request.of);
    const targetHundredths = input.target === '' ? USUAL_TARGET : percentHundredths(input.target);
    const waiting = await asking.waitingFor(measured, language);
    const made =
      chosen && targetHundredths !== undefined && waiting === undefined
        ? await kind.find({ ...askedOf(context, tools, asked, chosen.scope), targetHundredths })
        : undefined;
    const found = made && !('refusal' in made) ? made.words(language) : undefined;
    const { from, ...about } = aboutPage(asked, {
      name: kind.fileName,
      parts: [t.title, inLanguage(chosen?.label ?? { vi: '' }, language)],
      filters: [],
      language,
    });
    const parts = (found?.sections ?? []).map(downloadOf);
    const said = found ? [t.notOfficial, ...found.sentences, `${t.assumption}: ${found.assumption}`] : [];
    const notes = [...(from.notes ?? []), ...said];
    if (await sendDownload(req, res, parts, { ...from, notes })) return sent;

    const errors: Record<string, string> = {
      ...(!chosen && { of: t.unknown }),
      ...(targetHundredths === undefined && { target: t.wrongTarget }),
    };
    if (Object.keys(errors).length > 0) res.status(422);
    return page(
      view,
      { title: t.title },
      {
        ...about,
        t,
        errors,
        waiting,
        action: `/staff/analysis/${kind.id}`,
        refusal: made && 'refusal' in made ? inLanguage(made.refusal, language) : undefined,
        finding: found,
        fields: findingFields(kind, asked, { request, scopes, errors, language }),
        jump: pageJump(kind.id, request, language),
        take: downloadLinks(req, parts, language),
      },
    );
  };
}

function askedOf(
  { caller }: StaffContext,
  { stores, columns, caseloadsOf, now }: AnalysisContext,
  { measured, unitId }: Asked,
  scope: Scope,
): AskedFinding {
  const readsComments = caller.may('seeCases', unitId);
  return { measured, unitId, scope, stores, columns, caseloadsOf, now: now(), readsComments };
}

/** Round, unit and index as on the crosstab page, and the target where one is asked for. */
function findingFields(
  kind: AnyFindingKind,
  { closed, units, measured }: Asked,
  {
    request,
    scopes,
    errors,
    language,
  }: {
    readonly request: AnalysisRequest & FindingRequest;
    readonly scopes: ReturnType<typeof scopesOf>;
    readonly errors: Readonly<Record<string, string>>;
    readonly language: PageLanguage;
  },
) {
  const rounds = closed.map(({ round }) => round);
  const fields = choiceFields({ language, request, rounds, units, measured, dimensions: [], errors });
  const options = scopes.map(({ id, label }) => ({ value: id, label: inLanguage(label, language) }));
  const value = request.target || '95';
  const targetField = { id: 'target', label: findingTexts[language].target, value, error: errors['target'], inputmode: 'decimal' }; // prettier-ignore
  return [
    ...fields
      .filter(({ id }) => id === 'round' || id === 'unit' || id === 'of')
      .map((field) => (field.id === 'of' ? { ...field, label: kind.texts[language].of, options } : field)),
    ...(kind.asksTarget ? [targetField] : []),
  ];
}

/** The further inputs of the crosstab page, left empty. */
const nothingElse = { rows: '', columns: '', filter1: '', filter2: '', from: '', to: '' };
