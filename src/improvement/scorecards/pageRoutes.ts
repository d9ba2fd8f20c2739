/** The scorecard of a unit as a whole, and the results of the year. */
import type { Request, Response, Router } from 'express';
import type { Act } from '../../access/accounts/authority.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { pointsText } from './criteriaPage.ts';
import { feedReader } from './feeds.ts';
import { scoreOf, type Feeds } from './points.ts';
import type { Faults, SentAdjustment } from './scoreInput.ts';
import { scorecardPart } from './results.ts';
import { gapRows, partWords } from './resultsPage.ts';
import { resultsTexts } from './resultsTexts.ts';
import { scorecardReader } from './scorecardReader.ts';
import { mayDo, scorecardNamed, type Named } from './scorecardOf.ts';
import { adjustmentFields, fieldWords, scoreWords, stageWords } from './scorecardPage.ts';
import { scoreTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

/** Refused input of one of the small forms of the page. */
interface Shown {
  readonly faults?: Faults;
  readonly adjustment?: SentAdjustment;
  readonly reason?: string;
}

export const scorecardPath = '/staff/scorecards/:setId/:unitId';

/** The page of a scorecard, also with refused input. */
export function scorecardPages(options: RoundsRoutesOptions) {
  const { stores, now } = options;
  const feedsOf = feedReader(options);
  const reader = scorecardReader(options);

  async function show(
    req: Request,
    res: Response,
    found: Named,
    { faults = {}, adjustment, reason = '' }: Shown = {},
  ): Promise<void> {
    const { set, scorecard } = found;
    const language = readLanguage(req);
    const t = scoreTexts[language];
    const caller = callerOfRequest(req);
    const name = inLanguage(caller.units.name(scorecard.unitId), language);
    const score = scoreOf(set, scorecard, await feedsFor(found));
    renderStaffPage(
      req,
      res,
      'improvement/scorecards/unit',
      { title: `${t.scorecard} ${set.year}: ${name}`, notice: noticeFor(req, t.notices) },
      {
        t,
        faults,
        set,
        url: `/staff/scorecards/${set.id}/${scorecard.unitId}`,
        scorecard,
        madeUp: set.madeUp && inLanguage(set.madeUp, language),
        stage: stageWords(scorecard, set, { language, today: dayOf(now()) }),
        score: scoreWords(score, language),
        fields: fieldWords(set, score, scorecard, language),
        ...(await outcomeOf(req, found)),
        may: mayDo(found, caller, dayOf(now())),
        adjustments: scorecard.adjustments.map((one) => ({
          ...one,
          kindText: t[one.kind],
          pointsText: pointsText(one.points, language),
        })),
        capped: t.capped(pointsText(set.bonusMax, language), pointsText(set.penaltyMax, language)),
        adjustmentFields: adjustmentFields(adjustment, faults, language),
        reasonField: {
          id: 'reason',
          label: t.reason,
          value: reason,
          fault: faults['reason'],
        },
      },
    );
  }

  /** The results of the year, for those who may see the whole group, or for everybody. */
  async function outcomeOf(req: Request, { set, scorecard }: Named) {
    const language = readLanguage(req);
    const seesAll = set.isPublic === true || callerOfRequest(req).may('seeScorecards', set.ownerId);
    const found = seesAll && scorecard.stage === 'locked' ? await reader.resultsOf(set) : undefined;
    const result = found?.results.find(({ unitId }) => unitId === scorecard.unitId);
    const part = found && result && scorecardPart(found.year, result, found.before?.set);
    return {
      r: resultsTexts[language],
      part: part && partWords(part, language),
      gaps: found ? gapRows(found, scorecard.unitId, language) : [],
    };
  }

  async function feedsFor({ set, scorecard }: Named): Promise<Feeds> {
    return scorecard.stage === 'locked' ? new Map() : (await feedsOf(set))(scorecard.unitId);
  }

  async function named(req: Request, act: Act): Promise<Named> {
    const { setId, unitId } = req.params;
    return await scorecardNamed({ setId, unitId }, { stores, caller: callerOfRequest(req), act });
  }

  return { show, feedsFor, named };
}

export function scorecardPageRoutes(options: RoundsRoutesOptions): Router {
  const router = staffRouter();
  const { show, named } = scorecardPages(options);

  router.get(scorecardPath, async (req, res) => {
    await show(req, res, await named(req, 'seeScorecards'));
  });

  return router;
}
