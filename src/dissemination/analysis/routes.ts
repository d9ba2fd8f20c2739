/** Analysis of closed rounds, for analysts: two dimensions at the most, filters among them. */
import type { Router } from 'express';
import { inLanguage } from '../../platform/text/localized.ts';
import { readLanguage } from '../../access/web/language.ts';
import { sendTaken, takeLinks } from '../../platform/web/takeAway.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
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
import { aboutPage, askedRounds, type AnalysisContext } from './askedRound.ts';
import { dimensionsOf } from './dimensions.ts';
import { readAnalysisWish } from './input.ts';
import { knownPartsOf } from './knownParts.ts';
import { longerPeriods } from './longerPeriods.ts';
import { noteFilters } from './noteFilters.ts';
import { analysisTexts } from './texts.ts';

export function analysisRoutes({ stores, rounds, columns, now }: AnalysisContext): Router {
  const router = staffRouter();
  const asking = askedRounds({ stores, rounds, now });

  router.get('/staff/analysis', async (req, res) => {
    const sent = await readAnalysisWish(req);
    const language = readLanguage(req);
    const t = analysisTexts[language];
    const asked = await asking.find(callerOfRequest(req), sent);
    if (!asked) {
      renderStaffPage(req, res, 'dissemination/analysis/analysis', { title: t.title }, { t, fields: [] });
      return;
    }
    const { caller, closed, units, unitId, measured } = asked;
    const { round } = measured;

    const dimensions = dimensionsOf(measured, await stores.services.list(), unitId);
    const isFresh = Object.entries(sent).every(
      ([field, value]) => value === '' || field === 'round' || field === 'unit',
    );
    const rows = isFresh ? dimensions[0]!.id : sent.rows;
    const wish = { ...sent, round: round.id, unit: unitId, of: sent.of === '' ? 'whole' : sent.of, rows };
    const { analysis, unknown } = knownPartsOf(wish, measured, dimensions, language);
    const waiting = await asking.waitingFor(measured, language);
    const isAsked = waiting === undefined && Object.keys(unknown).length === 0;
    const made = isAsked ? await analyse(measured, analysis, { columns, now: now() }) : undefined;
    const [refusal, shown] = made && 'fault' in made ? [made] : [undefined, made];
    const faults = refusal ? faultFields(refusal, wish, language) : unknown;
    const { filters } = analysis;
    if (shown && filters.length > 0)
      await noteFilters(stores, caller, {
        ...analysis,
        at: now(),
        round,
        filters: filterWords(filters, 'vi'),
      });
    const { from, ...about } = aboutPage(asked, {
      name: 'phan-tich',
      parts: [inLanguage(scopesOf(measured).find(({ id }) => id === wish.of)?.label ?? { vi: '' }, language)],
      filters,
      language,
    });
    const parts = shown ? [crosstabTaken(shown, analysis, t.title, language)] : [];
    if (await sendTaken(req, res, parts, from)) return;

    if (Object.keys(faults).length > 0) res.status(422);
    renderStaffPage(
      req,
      res,
      'dissemination/analysis/analysis',
      { title: t.title },
      {
        ...about,
        t,
        faults,
        waiting,
        table: shown && tableWords(shown, analysis, language),
        longer: shown && longerPeriods(shown, analysis, wish),
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
        take: takeLinks(req, parts, language),
      },
    );
  });

  return router;
}
