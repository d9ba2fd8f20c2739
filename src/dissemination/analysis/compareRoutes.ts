/** Comparisons of two sides of closed rounds, for analysts. The address holds every choice. */
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { sendDownload, downloadLinks } from '../../platform/web/download.ts';
import { pageJump } from './pageJump.ts';
import { askedComparison } from './askedComparison.ts';
import { aboutPage, askedRounds, type AnalysisContext } from './askedRound.ts';
import { comparisonTaken, comparisonWords, compareFields, nothingToChoose, wayTabs } from './comparePage.ts';
import { compareTexts } from './compareTexts.ts';
import { dimensionsOf } from './dimensions.ts';
import { readCompareRequest } from './input.ts';
import { noteFilters } from './noteFilters.ts';
import { analysisTexts } from './texts.ts';
import type { Stores } from '../stores.ts';

export const compareRoutes: Routes<AnalysisContext> = {
  'GET /staff/analysis/compare': may('analyse', compareUnits),
};

async function compareUnits(context: StaffContext, tools: AnalysisContext): Promise<Reply> {
  const { req, res, language } = context;
  const { stores, rounds, columns, now } = tools;
  const asking = askedRounds(tools);
  const input = await readCompareRequest(req);
  const t = { ...analysisTexts[language], ...compareTexts[language] };
  const asked = await asking.find(context.caller, input);
  if (!asked) {
    return page('dissemination/analysis/compare', { title: t.title }, { t, fields: [] });
  }
  const { caller, measured, unitId, closed } = asked;
  const request = { ...input, round: measured.round.id, unit: unitId };
  const dimensions = dimensionsOf(measured, await stores.services.list(), unitId);
  const beside = request.way === 'round' ? closed.find(({ round }) => round.id === request.b) : undefined;
  const waiting =
    (await asking.waitingFor(measured, language)) ??
    (beside && (await asking.waitingFor(await rounds.measure(beside.round), language)));
  const comparing = { rounds, counting: { columns, now: now() }, dimensions, language };
  const { comparison, errors, filters } = waiting
    ? { errors: {} }
    : await askedComparison(asked, request, comparing);
  if (comparison && filters)
    await noteFilters(stores, caller, { at: now(), round: measured.round, unitId, filters });

  const { from, ...about } = aboutPage(asked, {
    name: 'so-sanh',
    parts: [t.ways[request.way]],
    filters: [],
    language,
  });
  const parts = comparison ? comparisonTaken(comparison, asked, language) : [];
  const words = comparison && comparisonWords(comparison, asked, language);
  const notes = [...(from.notes ?? []), ...(words?.notes ?? [])];
  if (await sendDownload(req, res, parts, { ...from, notes })) return sent;

  if (Object.keys(errors).length > 0) res.status(422);
  const methods = await methodsOf(stores, measured.round.methodIds.slice(1));
  const choices = { language, request, asked, dimensions, methods, errors };
  return page(
    'dissemination/analysis/compare',
    { title: t.title },
    {
      ...about,
      t,
      errors,
      waiting,
      way: request.way,
      jump: pageJump('compare', request, language),
      ways: wayTabs(request, language),
      fields: compareFields(choices),
      nothing: nothingToChoose(choices),
      words,
      take: downloadLinks(req, parts, language),
    },
  );
}

async function methodsOf({ methods }: Pick<Stores, 'methods'>, ids: readonly string[]) {
  const found = await Promise.all(ids.map((id) => methods.find(id)));
  return ids.map((id, index) => ({ id, name: { vi: id, ...found[index]?.name } }));
}
