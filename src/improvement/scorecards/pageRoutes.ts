/** The scorecard of a unit as a whole, and the results of the year. */
import { inLanguage } from '../../platform/text/localized.ts';
import { hundredthsText } from '../../platform/text/numbers.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { may as maySee, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { feedsFor } from './feeds.ts';
import { scoreOf } from './points.ts';
import type { FieldErrors } from '../../platform/web/form.ts';
import { adjustmentForm, reasonForm } from './scoreInput.ts';
import { scorecardPart } from './results.ts';
import { gapRows, partOnPage } from './resultsPage.ts';
import { resultsTexts } from './resultsTexts.ts';
import { scorecardReader } from './scorecardReader.ts';
import { mayDo, scorecardNamed, type Named } from './scorecardOf.ts';
import { fieldRows, missingFeeds, scoreWords, stageWords } from './scorecardPage.ts';
import { scoreTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

/** What stands in the way of a step, or one of the small forms of the page as refused. */
export interface Shown {
  readonly errors?: FieldErrors;
  readonly adjustment?: typeof adjustmentForm.empty;
  readonly reason?: typeof reasonForm.empty;
}

export const scorecardPageRoutes: Routes<RoundsRoutesOptions> = {
  'GET /staff/scorecards/:setId/:unitId': maySee('seeScorecards', openScorecard),
};

async function openScorecard(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  return await showScorecard(context, tools, await scorecardNamed(context, tools, 'seeScorecards'));
}

/** The page of a scorecard, also with refused input. */
export async function showScorecard(
  context: StaffContext,
  tools: RoundsRoutesOptions,
  found: Named,
  { errors, adjustment = adjustmentForm.empty, reason = reasonForm.empty }: Shown = {},
): Promise<Reply> {
  const { caller, language, notice } = context;
  const { now } = tools;
  const { set, scorecard } = found;
  const t = scoreTexts[language];
  const name = inLanguage(caller.units.name(scorecard.unitId), language);
  const may = mayDo(found, caller, dayOf(now()));
  const score = scoreOf(set, scorecard, await feedsFor(tools, found));
  const url = `/staff/scorecards/${set.id}/${scorecard.unitId}`;
  const adjusting = adjustmentForm.onPage(language, adjustment);
  const reasoning = reasonForm.onPage(language, reason);
  const status = errors ? 422 : (adjustment.status ?? reason.status);
  return page(
    'improvement/scorecards/unit',
    { title: `${t.scorecard} ${set.year}: ${name}`, notice: notice(t.notices), status },
    {
      t,
      errors: { ...errors, ...adjusting.errors, ...reasoning.errors },
      set,
      url,
      scorecard,
      madeUp: set.madeUp && inLanguage(set.madeUp, language),
      stage: stageWords(scorecard, set, { language, today: dayOf(now()) }),
      score: scoreWords(score, language),
      fields: fieldRows(set, score, scorecard, { language, url, mayLock: may.locks }),
      ...(await outcomeOf(context, tools, found)),
      may,
      missing:
        scorecard.stage === 'locked' ? [] : missingFeeds(set, score, { language, mayMark: may.survey }),
      adjustments: scorecard.adjustments.map((one) => ({
        ...one,
        kindText: t[one.kind],
        pointsText: hundredthsText(one.points, language),
      })),
      capped: t.capped({
        bonus: hundredthsText(set.bonusMax, language),
        penalty: hundredthsText(set.penaltyMax, language),
      }),
      adjustmentFields: adjusting.fields,
      reasonField: reasoning.fields[0],
    },
  );
}

/** The results of the year, for those who may see the whole group, or for everybody. */
async function outcomeOf(
  { caller, language }: StaffContext,
  tools: RoundsRoutesOptions,
  { set, scorecard }: Named,
) {
  const seesAll = set.isPublic === true || caller.may('seeScorecards', set.ownerId);
  const found =
    seesAll && scorecard.stage === 'locked' ? await scorecardReader(tools).resultsOf(set) : undefined;
  const result = found?.results.find(({ unitId }) => unitId === scorecard.unitId);
  const part = found && result && scorecardPart(found.year, result, found.before?.set);
  return {
    r: resultsTexts[language],
    part: part && partOnPage(part, language, `/staff/scorecards/${set.id}/${scorecard.unitId}/fields/`),
    gaps: found && gapRows(found, scorecard.unitId, language),
  };
}
