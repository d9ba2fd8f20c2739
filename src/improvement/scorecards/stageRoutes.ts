/** Transitions of a scorecard between stages, and decisions about it as a whole. */
import { randomUUID } from 'node:crypto';
import { notYours } from '../../access/accounts/caller.ts';
import type { Facts } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { pointsText } from './criteriaPage.ts';
import { feedsFor } from './feeds.ts';
import { showScorecard } from './pageRoutes.ts';
import { scoreOf } from './points.ts';
import { also } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import { adjustmentForm, lockFields, reasonForm, revisionField } from './scoreInput.ts';
import type { Scorecard } from './scorecard.ts';
import {
  changedMeanwhile,
  demandInTime,
  demandStage,
  scorecardEntry,
  scorecardNamed,
  type Named,
} from './scorecardOf.ts';
import { stageErrorId, stageErrorText } from './scorecardPage.ts';
import {
  handInErrors,
  lockedWith,
  lockErrors,
  moved,
  passOnErrors,
  reopened,
  withAdjustment,
  withLock,
  withoutAdjustment,
  withSurvey,
  type StageError,
} from './stageActions.ts';
import { scoreTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

interface Step {
  readonly revision: number;
  readonly next: Scorecard;
  readonly kind: AuditKind;
  readonly done: string;
  readonly before?: Facts;
  readonly after?: Facts;
}

export const stageRoutes: Routes<RoundsRoutesOptions> = {
  'POST /staff/scorecards/:setId/:unitId/hand-in': may('scoreOwn', handIn),
  'POST /staff/scorecards/:setId/:unitId/pass-on': may('appraiseScorecards', passOn),
  'POST /staff/scorecards/:setId/:unitId/appraised': may('appraiseScorecards', endAppraisal),
  'POST /staff/scorecards/:setId/:unitId/lock': may('decideScorecards', lockScorecard),
  'POST /staff/scorecards/:setId/:unitId/reopen': may('decideScorecards', reopenScorecard),
  'POST /staff/scorecards/:setId/:unitId/locks': may('decideScorecards', lockPart),
  'POST /staff/scorecards/:setId/:unitId/survey': may('decideScorecards', markSurvey),
  'POST /staff/scorecards/:setId/:unitId/adjustments': may('decideScorecards', addAdjustment),
  'POST /staff/scorecards/:setId/:unitId/adjustments/:adjustmentId/remove': may(
    'decideScorecards',
    removeAdjustment,
  ),
};

async function handIn(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req } = context;
  const { now } = tools;
  const found = await scorecardNamed(context, tools, 'scoreOwn');
  const { revision } = await readBody(req, revisionField);
  demandStage(found.scorecard, ['self', 'explanation']);
  demandInTime(found, dayOf(now()));
  const kind = found.scorecard.stage === 'self' ? 'scorecard.handedIn' : 'scorecard.explanationHandedIn';
  const errors = handInErrors(found.set, found.scorecard);
  return await keepUnless(context, tools, errors, {
    found,
    change: { revision, next: moved(found.scorecard), kind, done: 'handedIn' },
  });
}

async function passOn(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req } = context;
  const { now } = tools;
  const found = await scorecardNamed(context, tools, 'appraiseScorecards');
  const { revision } = await readBody(req, revisionField);
  demandStage(found.scorecard, ['self', 'explanation']);
  const errors = passOnErrors(found.set, found.scorecard, dayOf(now()));
  const next = moved(found.scorecard);
  const telling = { before: { stage: found.scorecard.stage }, after: { stage: next.stage } };
  return await keepUnless(context, tools, errors, {
    found,
    change: { revision, next, kind: 'scorecard.passedOn', done: 'passedOn', ...telling },
  });
}

async function endAppraisal(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req } = context;
  const found = await scorecardNamed(context, tools, 'appraiseScorecards');
  const { revision } = await readBody(req, revisionField);
  demandStage(found.scorecard, ['first']);
  const next = moved(found.scorecard);
  return await keep(context, tools, found, {
    revision,
    next,
    kind: 'scorecard.firstEnded',
    done: 'appraised',
  });
}

async function lockScorecard(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req } = context;
  const found = await scorecardNamed(context, tools, 'decideScorecards');
  const { set, scorecard } = found;
  const { revision } = await readBody(req, revisionField);
  demandStage(scorecard, ['second']);
  const feeds = await feedsFor(tools, found);
  const next = lockedWith(set, scorecard, feeds);
  const { percent } = scoreOf(set, next, new Map());
  const after = { percent: pointsText(percent.units, 'vi') };
  const errors = lockErrors(set, scorecard, feeds);
  return await keepUnless(context, tools, errors, {
    found,
    change: { revision, next, kind: 'scorecard.locked', done: 'locked', after },
  });
}

async function reopenScorecard(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const found = await scorecardNamed(context, tools, 'decideScorecards');
  const sent = await reasonForm.read(context);
  demandStage(found.scorecard, ['locked']);
  if (!sent.ok) return await showScorecard(context, tools, found, { reason: sent });
  const { revision, reason } = sent.values;
  const next = reopened(found.scorecard);
  const kind = 'scorecard.reopened' as const;
  return await keep(context, tools, found, { revision, next, kind, done: 'reopened', after: { reason } });
}

async function lockPart(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req } = context;
  const found = await scorecardNamed(context, tools, 'decideScorecards');
  const { revision, code, lock } = await readBody(req, lockFields);
  const isOn = lock === 'on';
  demandStage(found.scorecard, ['self', 'first', 'explanation', 'second']);
  if (!found.set.items.some((item) => item.code === code)) throw notYours();
  const kind = isOn ? 'scorecard.partLocked' : 'scorecard.partUnlocked';
  const next = withLock(found.scorecard, code, isOn);
  return await keep(context, tools, found, {
    revision,
    next,
    kind,
    done: 'changed',
    after: { criteria: code },
  });
}

async function markSurvey(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const found = await scorecardNamed(context, tools, 'decideScorecards');
  const sent = await reasonForm.read(context);
  const { revision, reason } = sent.typed;
  demandStage(found.scorecard, ['first', 'explanation', 'second']);
  const isMarked = found.scorecard.noSurvey !== undefined;
  if (!isMarked && !sent.ok) return await showScorecard(context, tools, found, { reason: sent });
  const next = withSurvey(found.scorecard, isMarked ? '' : reason);
  const kind = isMarked ? 'scorecard.surveyHeld' : 'scorecard.noSurvey';
  return await keep(context, tools, found, { revision, next, kind, done: 'changed', after: { reason } });
}

async function addAdjustment(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { now } = tools;
  const found = await scorecardNamed(context, tools, 'decideScorecards');
  const read = await adjustmentForm.read(context);
  demandStage(found.scorecard, ['first', 'explanation', 'second']);
  const cap = read.typed.kind === 'bonus' ? found.set.bonusMax : found.set.penaltyMax;
  const isAbove = read.ok && read.values.points > cap;
  const sent = also(read, { points: isAbove && scoreTexts[language].errors.aboveCap });
  if (!sent.ok) return await showScorecard(context, tools, found, { adjustment: sent });
  const { kind, reason, revision, points } = sent.values;
  const adjustment = { id: randomUUID(), kind, points, reason, by: caller.actor, at: now() };
  const next = withAdjustment(found.scorecard, adjustment);
  const after = { kind, points: pointsText(points, 'vi'), reason };
  return await keep(context, tools, found, {
    revision,
    next,
    kind: 'scorecard.adjusted',
    done: 'changed',
    after,
  });
}

async function removeAdjustment(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req, param } = context;
  const found = await scorecardNamed(context, tools, 'decideScorecards');
  const { revision } = await readBody(req, revisionField);
  demandStage(found.scorecard, ['first', 'explanation', 'second']);
  const id = param('adjustmentId');
  const gone = found.scorecard.adjustments.find((one) => one.id === id);
  if (!gone) throw notYours();
  const before = { kind: gone.kind, points: pointsText(gone.points, 'vi'), reason: gone.reason };
  const next = withoutAdjustment(found.scorecard, id);
  return await keep(context, tools, found, {
    revision,
    next,
    kind: 'scorecard.adjustmentRemoved',
    done: 'changed',
    before,
  });
}

/** Stores the next state, or shows the page with the errors that prevent it. */
async function keepUnless(
  context: StaffContext,
  tools: RoundsRoutesOptions,
  errors: readonly StageError[],
  { found, change }: { readonly found: Named; readonly change: Step },
): Promise<Reply> {
  if (errors.length === 0) return await keep(context, tools, found, change);
  const t = scoreTexts[context.language];
  const said: Record<string, string> = {};
  for (const error of errors) {
    const id = stageErrorId(error);
    said[id] = [said[id], stageErrorText(error, t)].filter(Boolean).join(' ');
  }
  return await showScorecard(context, tools, found, { errors: said });
}

/** @throws Problem conflict when the scorecard was changed in the meantime */
async function keep(
  { caller }: StaffContext,
  { stores, now }: RoundsRoutesOptions,
  found: Named,
  change: Step,
): Promise<Reply> {
  const { set, scorecard } = found;
  const entry = scorecardEntry(found, { ...change, caller, at: now() });
  const isNewest = change.revision === scorecard.revision;
  if (!isNewest || !(await stores.scorecards.put({ ...change.next, changedAt: now() }, entry)))
    throw changedMeanwhile();
  return seeOther(`/staff/scorecards/${set.id}/${scorecard.unitId}?done=${change.done}`);
}
