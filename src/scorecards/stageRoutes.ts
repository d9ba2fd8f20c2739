/** The scorecard of a unit as a whole, and what moves it from stage to stage. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import type { Act } from '../accounts/authority.ts';
import { notYours } from '../accounts/caller.ts';
import type { Facts } from '../audit/entry.ts';
import type { AuditKind } from '../audit/kinds.ts';
import { inLanguage } from '../localized.ts';
import { dayOf } from '../submissions/submission.ts';
import { readLanguage } from '../web/language.ts';
import { noticeFor, renderStaffPage } from '../web/staffPage.ts';
import { staffRouter } from '../web/staffRouter.ts';
import { callerOfRequest } from '../web/visit.ts';
import { pointsText } from './criteriaPage.ts';
import { feedReader, type FeedOptions } from './feeds.ts';
import { scoreOf, type Feeds } from './points.ts';
import {
  adjustmentOf,
  readAdjustment,
  readLock,
  readReason,
  readScoreStep,
  reasonFaults,
  type Faults,
  type SentAdjustment,
} from './scoreInput.ts';
import { scorecardPart } from './results.ts';
import { gapRows, partWords } from './resultsPage.ts';
import { resultsTexts } from './resultsTexts.ts';
import type { Scorecard } from './scorecard.ts';
import { scorecardReader } from './scorecardReader.ts';
import {
  changedMeanwhile,
  demandInTime,
  demandStage,
  mayDo,
  scorecardEntry,
  scorecardNamed,
  type Named,
} from './scorecardOf.ts';
import { adjustmentFields, fieldWords, scoreWords, stageFaultText, stageWords } from './scorecardPage.ts';
import {
  handInFaults,
  lockedWith,
  lockFaults,
  moved,
  passOnFaults,
  reopened,
  withAdjustment,
  withLock,
  withoutAdjustment,
  withSurvey,
  type StageFault,
} from './stageActs.ts';
import { scoreTexts } from './texts.ts';

/** What was typed into one of the small forms of the page, and refused. */
interface Shown {
  readonly faults?: Faults;
  readonly adjustment?: SentAdjustment;
  readonly reason?: string;
}

interface Step {
  readonly step: number;
  readonly next: Scorecard;
  readonly kind: AuditKind;
  readonly done: string;
  readonly before?: Facts;
  readonly after?: Facts;
}

export function stageRoutes(options: FeedOptions): Router {
  const { stores, now } = options;
  const router = staffRouter();
  const feedsOf = feedReader(options);
  const reader = scorecardReader(options);
  const path = '/staff/scorecards/:setId/:unitId';

  router.get(path, async (req, res) => {
    await show(req, res, await named(req, 'seeScorecards'));
  });

  router.post(`${path}/hand-in`, async (req, res) => {
    const found = await named(req, 'scoreOwn');
    const step = await readScoreStep(req);
    demandStage(found.scorecard, ['self', 'explanation']);
    demandInTime(found, dayOf(now()));
    const kind = found.scorecard.stage === 'self' ? 'scorecard.handedIn' : 'scorecard.explanationHandedIn';
    const faults = handInFaults(found.set, found.scorecard);
    await keepUnless(faults, req, res, {
      found,
      step: { step, next: moved(found.scorecard), kind, done: 'handedIn' },
    });
  });

  router.post(`${path}/pass-on`, async (req, res) => {
    const found = await named(req, 'appraiseScorecards');
    const step = await readScoreStep(req);
    demandStage(found.scorecard, ['self', 'explanation']);
    const faults = passOnFaults(found.set, found.scorecard, dayOf(now()));
    const next = moved(found.scorecard);
    const telling = { before: { stage: found.scorecard.stage }, after: { stage: next.stage } };
    await keepUnless(faults, req, res, {
      found,
      step: {
        step,
        next,
        kind: 'scorecard.passedOn',
        done: 'passedOn',
        ...telling,
      },
    });
  });

  router.post(`${path}/appraised`, async (req, res) => {
    const found = await named(req, 'appraiseScorecards');
    const step = await readScoreStep(req);
    demandStage(found.scorecard, ['first']);
    const next = moved(found.scorecard);
    await keep(req, res, found, { step, next, kind: 'scorecard.firstEnded', done: 'appraised' });
  });

  router.post(`${path}/lock`, async (req, res) => {
    const found = await named(req, 'decideScorecards');
    const { set, scorecard } = found;
    const step = await readScoreStep(req);
    demandStage(scorecard, ['second']);
    const feeds = await feedsFor(found);
    const next = lockedWith(set, scorecard, feeds);
    const { percent } = scoreOf(set, next, new Map());
    const after = { percent: pointsText(percent.units, 'vi') };
    const faults = lockFaults(set, scorecard, feeds);
    await keepUnless(faults, req, res, {
      found,
      step: { step, next, kind: 'scorecard.locked', done: 'locked', after },
    });
  });

  router.post(`${path}/reopen`, async (req, res) => {
    const found = await named(req, 'decideScorecards');
    const { step, reason } = await readReason(req);
    demandStage(found.scorecard, ['locked']);
    const faults = reasonFaults({ reason }, scoreTexts[readLanguage(req)]);
    if (Object.keys(faults).length > 0) {
      await show(req, res.status(422), found, { faults, reason });
      return;
    }
    const next = reopened(found.scorecard);
    const kind = 'scorecard.reopened' as const;
    await keep(req, res, found, { step, next, kind, done: 'reopened', after: { reason } });
  });

  router.post(`${path}/locks`, async (req, res) => {
    const found = await named(req, 'decideScorecards');
    const { step, code, isOn } = await readLock(req);
    demandStage(found.scorecard, ['self', 'first', 'explanation', 'second']);
    if (!found.set.items.some((item) => item.code === code)) throw notYours();
    const kind = isOn ? 'scorecard.partLocked' : 'scorecard.partUnlocked';
    const next = withLock(found.scorecard, code, isOn);
    await keep(req, res, found, { step, next, kind, done: 'changed', after: { criteria: code } });
  });

  router.post(`${path}/survey`, async (req, res) => {
    const found = await named(req, 'decideScorecards');
    const { step, reason } = await readReason(req);
    demandStage(found.scorecard, ['first', 'explanation', 'second']);
    const isMarked = found.scorecard.noSurvey !== undefined;
    const faults = isMarked ? {} : reasonFaults({ reason }, scoreTexts[readLanguage(req)]);
    if (Object.keys(faults).length > 0) {
      await show(req, res.status(422), found, { faults, reason });
      return;
    }
    const next = withSurvey(found.scorecard, isMarked ? '' : reason);
    const kind = isMarked ? 'scorecard.surveyHeld' : 'scorecard.noSurvey';
    await keep(req, res, found, { step, next, kind, done: 'changed', after: { reason } });
  });

  router.post(`${path}/adjustments`, async (req, res) => {
    const found = await named(req, 'decideScorecards');
    const sent = await readAdjustment(req);
    demandStage(found.scorecard, ['first', 'explanation', 'second']);
    const { points, faults } = adjustmentOf(sent, found.set, scoreTexts[readLanguage(req)]);
    if (Object.keys(faults).length > 0) {
      await show(req, res.status(422), found, { faults, adjustment: sent });
      return;
    }
    const { id: accountId, name } = callerOfRequest(req).account;
    const { kind, reason, step } = sent;
    const by = { accountId, name };
    const next = withAdjustment(found.scorecard, {
      id: randomUUID(),
      kind,
      points,
      reason,
      by,
      at: now(),
    });
    const after = { kind, points: pointsText(points, 'vi'), reason };
    await keep(req, res, found, { step, next, kind: 'scorecard.adjusted', done: 'changed', after });
  });

  router.post(`${path}/adjustments/:adjustmentId/remove`, async (req, res) => {
    const found = await named(req, 'decideScorecards');
    const step = await readScoreStep(req);
    demandStage(found.scorecard, ['first', 'explanation', 'second']);
    const id = req.params['adjustmentId'];
    const gone = found.scorecard.adjustments.find((one) => one.id === id);
    if (!gone) throw notYours();
    const before = { kind: gone.kind, points: pointsText(gone.points, 'vi'), reason: gone.reason };
    const next = withoutAdjustment(found.scorecard, id);
    await keep(req, res, found, { step, next, kind: 'scorecard.adjustmentRemoved', done: 'changed', before });
  });

  /** Keeps what is next, or shows the page with why it cannot be. */
  async function keepUnless(
    faults: readonly StageFault[],
    req: Request,
    res: Response,
    { found, step }: { readonly found: Named; readonly step: Step },
  ): Promise<void> {
    if (faults.length === 0) {
      await keep(req, res, found, step);
      return;
    }
    const t = scoreTexts[readLanguage(req)];
    const said = faults.map((fault, place) => [`acts-${place}`, stageFaultText(fault, t)]);
    await show(req, res.status(422), found, { faults: Object.fromEntries(said) as Faults });
  }

  /** @throws Problem conflict when somebody has changed the scorecard meanwhile */
  async function keep(req: Request, res: Response, found: Named, step: Step): Promise<void> {
    const { set, scorecard } = found;
    const caller = callerOfRequest(req);
    const entry = scorecardEntry(found, { ...step, caller, at: now() });
    const isNewest = step.step === scorecard.step;
    if (!isNewest || !(await stores.scorecards.put({ ...step.next, changedAt: now() }, entry)))
      throw changedMeanwhile();
    res.redirect(303, `/staff/scorecards/${set.id}/${scorecard.unitId}?done=${step.done}`);
  }

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
      'scorecards/unit',
      { title: `${name}, ${set.year}`, notice: noticeFor(req, t.notices) },
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

  /** What the year came to, for those who see the whole group, or everybody. */
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

  return router;
}
