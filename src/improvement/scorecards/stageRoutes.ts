/** Transitions of a scorecard between stages, and decisions about it as a whole. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import type { Facts } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { readLanguage } from '../../access/web/language.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { pointsText } from './criteriaPage.ts';
import { scorecardPages, scorecardPath } from './pageRoutes.ts';
import { scoreOf } from './points.ts';
import {
  adjustmentOf,
  readAdjustment,
  readLock,
  readReason,
  readScoreStep,
  reasonFaults,
  type Faults,
} from './scoreInput.ts';
import type { Scorecard } from './scorecard.ts';
import { changedMeanwhile, demandInTime, demandStage, scorecardEntry, type Named } from './scorecardOf.ts';
import { stageFaultText } from './scorecardPage.ts';
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
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

interface Step {
  readonly step: number;
  readonly next: Scorecard;
  readonly kind: AuditKind;
  readonly done: string;
  readonly before?: Facts;
  readonly after?: Facts;
}

export function stageRoutes(options: RoundsRoutesOptions): Router {
  const { stores, now } = options;
  const router = staffRouter();
  const { show, feedsFor, named } = scorecardPages(options);

  router.post(`${scorecardPath}/hand-in`, async (req, res) => {
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

  router.post(`${scorecardPath}/pass-on`, async (req, res) => {
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

  router.post(`${scorecardPath}/appraised`, async (req, res) => {
    const found = await named(req, 'appraiseScorecards');
    const step = await readScoreStep(req);
    demandStage(found.scorecard, ['first']);
    const next = moved(found.scorecard);
    await keep(req, res, found, { step, next, kind: 'scorecard.firstEnded', done: 'appraised' });
  });

  router.post(`${scorecardPath}/lock`, async (req, res) => {
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

  router.post(`${scorecardPath}/reopen`, async (req, res) => {
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

  router.post(`${scorecardPath}/locks`, async (req, res) => {
    const found = await named(req, 'decideScorecards');
    const { step, code, isOn } = await readLock(req);
    demandStage(found.scorecard, ['self', 'first', 'explanation', 'second']);
    if (!found.set.items.some((item) => item.code === code)) throw notYours();
    const kind = isOn ? 'scorecard.partLocked' : 'scorecard.partUnlocked';
    const next = withLock(found.scorecard, code, isOn);
    await keep(req, res, found, { step, next, kind, done: 'changed', after: { criteria: code } });
  });

  router.post(`${scorecardPath}/survey`, async (req, res) => {
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

  router.post(`${scorecardPath}/adjustments`, async (req, res) => {
    const found = await named(req, 'decideScorecards');
    const sent = await readAdjustment(req);
    demandStage(found.scorecard, ['first', 'explanation', 'second']);
    const { points, faults } = adjustmentOf(sent, found.set, scoreTexts[readLanguage(req)]);
    if (Object.keys(faults).length > 0) {
      await show(req, res.status(422), found, { faults, adjustment: sent });
      return;
    }
    const { kind, reason, step } = sent;
    const by = callerOfRequest(req).actor;
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

  router.post(`${scorecardPath}/adjustments/:adjustmentId/remove`, async (req, res) => {
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

  /** Stores the next state, or shows the page with the errors that prevent it. */
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

  /** @throws Problem conflict when the scorecard was changed in the meantime */
  async function keep(req: Request, res: Response, found: Named, step: Step): Promise<void> {
    const { set, scorecard } = found;
    const caller = callerOfRequest(req);
    const entry = scorecardEntry(found, { ...step, caller, at: now() });
    const isNewest = step.step === scorecard.step;
    if (!isNewest || !(await stores.scorecards.put({ ...step.next, changedAt: now() }, entry)))
      throw changedMeanwhile();
    res.redirect(303, `/staff/scorecards/${set.id}/${scorecard.unitId}?done=${step.done}`);
  }

  return router;
}
