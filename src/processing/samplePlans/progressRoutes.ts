/** The progress of a round: submissions against the plan by unit and channel, by day, and against caseload. */
import { notYours } from '../../access/accounts/caller.ts';
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import type { RoundCaseloadsReader } from '../../design/rounds/roundCaseloads.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { sendDownload, downloadLinks } from '../../platform/web/download.ts';
import type { ColumnReader } from '../columns/columnReader.ts';
import type { RoundsRoutesOptions } from '../stores.ts';
import type { TallyReader } from '../tallies/readTallies.ts';
import { responseHours } from '../quality/responseHours.ts';
import { lastDays } from './dayChart.ts';
import { timeShareOf } from './fieldState.ts';
import { progressPage } from './progressPage.ts';
import { countByDay, countForms, unitsInView } from './roundProgress.ts';
import { samplePlanTexts } from './texts.ts';

export interface ProgressTools extends RoundsRoutesOptions {
  readonly columns: ColumnReader;
  readonly tallies: TallyReader;
  readonly caseloadsOf: RoundCaseloadsReader;
}

export const progressRoutes: Routes<ProgressTools> = {
  'GET /staff/rounds/:roundId/progress': may('followRounds', showProgress),
};

/** Statuses: 200; 404 when no unit of the round is in the caller's scope. */
async function showProgress(context: StaffContext, tools: ProgressTools): Promise<Reply> {
  const { req, res, caller, language, notice, param } = context;
  const { stores, rounds, columns, tallies, caseloadsOf, now } = tools;
  const t = samplePlanTexts[language];
  const round = await stores.rounds.find(param('roundId'));
  if (!round) throw notYours();
  const measured = await rounds.measure(round);
  const unitIds = unitsInView(caller, measured);
  if (unitIds.length === 0) throw notYours();
  const inView = new Set(unitIds);
  const [kept, caseloads, counted, byDay, hours] = await Promise.all([
    stores.samplePlans.find(round.id),
    caseloadsOf(round),
    countForms(measured, inView, tallies),
    countByDay(measured, unitIds, columns),
    responseHours(stores, round, inView, now()),
  ]);
  const plan = kept && { units: kept.units.filter(({ unitId }) => inView.has(unitId)) };
  const timeShare = timeShareOf(round, now());
  const { content, parts } = progressPage(
    { measured, unitIds, plan, caseloads, ...counted, days: lastDays(round, now()), byDay, hours, timeShare },
    language,
  );
  const from = { name: `tien-do-${round.id}`, language, isMadeUp: kept?.madeUp !== undefined };
  if (await sendDownload(req, res, parts, from)) return sent;
  return page(
    'processing/samplePlans/progress',
    {
      title: `${t.progressTitle}: ${inLanguage(round.title, language)}`,
      notice: notice({ planned: t.planned }),
    },
    {
      t,
      take: downloadLinks(req, parts, language),
      round,
      madeUp: kept?.madeUp ? t.madeUp : undefined,
      mayPlan: caller.mayOnAll('planSamples', round.unitIds),
      ...content,
    },
  );
}
