/** Transitions of a scorecard between stages, and decisions about it as a whole. */
import { randomUUID } from 'node:crypto';
import type { Permission } from '../../access/accounts/authority.ts';
import { notYours } from '../../access/accounts/caller.ts';
import type { Facts } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { seeOther } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { feedsFor } from './feeds.ts';
import { showScorecard, type Shown } from './pageRoutes.ts';
import { scoreOf } from './points.ts';
import { also } from '../../platform/web/form.ts';
import { hundredthsOf } from '../../platform/text/percentInput.ts';
import { hundredthsText } from '../../platform/text/numbers.ts';
import { readBody } from '../../platform/web/input.ts';
import { adjustmentForm, lockFields, reasonForm, revisionField } from './scoreInput.ts';
import type { Adjustment, Scorecard, Stage } from './scorecard.ts';
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

/** What a step changes. */
interface Step {
  readonly next: Scorecard;
  readonly kind: AuditKind;
  /** The notice after it. */
  readonly done: string;
  readonly before?: Facts;
  readonly after?: Facts;
}

/** Finds what a step changes, or what the page shows in place of it. */
type StepFinder = (
  found: Named,
  context: StaffContext,
  tools: RoundsRoutesOptions,
) => Step | Shown | Promise<Step | Shown>;

const unitsStages = ['self', 'explanation'] as const;
const markedStages = ['first', 'explanation', 'second'] as const;

export const stageRoutes: Routes<RoundsRoutesOptions> = {
  'POST /staff/scorecards/:setId/:unitId/hand-in': step('scoreOwn', unitsStages, handIn),
  'POST /staff/scorecards/:setId/:unitId/pass-on': step('appraiseScorecards', unitsStages, passOn),
  'POST /staff/scorecards/:setId/:unitId/appraised': step('appraiseScorecards', ['first'], endAppraisal),
  'POST /staff/scorecards/:setId/:unitId/lock': step('decideScorecards', ['second'], lockScorecard),
  'POST /staff/scorecards/:setId/:unitId/reopen': step('decideScorecards', ['locked'], reopenScorecard),
  'POST /staff/scorecards/:setId/:unitId/locks': step(
    'decideScorecards',
    ['self', ...markedStages],
    lockPart,
  ),
  'POST /staff/scorecards/:setId/:unitId/survey': step('decideScorecards', markedStages, markSurvey),
  'POST /staff/scorecards/:setId/:unitId/adjustments': step('decideScorecards', markedStages, addAdjustment),
  'POST /staff/scorecards/:setId/:unitId/adjustments/:adjustmentId/remove': step(
    'decideScorecards',
    markedStages,
    removeAdjustment,
  ),
};

/**
 * A step of an account with the permission, at these stages. Statuses: 303; 404 where it is not the caller's; 409 at
 * another stage, or when the scorecard was changed in the meantime; 422 with what keeps it from the step.
 */
function step(permission: Permission, stages: readonly Stage[], find: StepFinder) {
  return may<RoundsRoutesOptions>(permission, async (context, tools) => {
    const { stores, now } = tools;
    const found = await scorecardNamed(context, tools, permission);
    const { set, scorecard } = found;
    const { revision } = await readBody(context.req, revisionField);
    demandStage(scorecard, stages);
    const taken = await find(found, context, tools);
    if (!('next' in taken)) return await showScorecard(context, tools, found, taken);
    const entry = scorecardEntry(found, { ...taken, caller: context.caller, at: now() });
    const isNewest = revision === scorecard.revision;
    if (!isNewest || !(await stores.scorecards.put({ ...taken.next, changedAt: now() }, entry)))
      throw changedMeanwhile();
    return seeOther(`/staff/scorecards/${set.id}/${scorecard.unitId}?done=${taken.done}`);
  });
}

/** The step, or the errors that keep the scorecard from it. */
function unless(errors: readonly StageError[], { language }: StaffContext, taken: Step): Step | Shown {
  if (errors.length === 0) return taken;
  const said: Record<string, string> = {};
  for (const error of errors) {
    const id = stageErrorId(error);
    said[id] = [said[id], stageErrorText(error, scoreTexts[language])].filter(Boolean).join(' ');
  }
  return { errors: said };
}

function handIn(found: Named, context: StaffContext, { now }: RoundsRoutesOptions): Step | Shown {
  demandInTime(found, dayOf(now()));
  const { set, scorecard } = found;
  const kind = scorecard.stage === 'self' ? 'scorecard.handedIn' : 'scorecard.explanationHandedIn';
  return unless(handInErrors(set, scorecard), context, { next: moved(scorecard), kind, done: 'handedIn' });
}

function passOn(
  { set, scorecard }: Named,
  context: StaffContext,
  { now }: RoundsRoutesOptions,
): Step | Shown {
  const next = moved(scorecard);
  return unless(passOnErrors(set, scorecard, dayOf(now())), context, {
    next,
    kind: 'scorecard.passedOn',
    done: 'passedOn',
    before: { stage: scorecard.stage },
    after: { stage: next.stage },
  });
}

function endAppraisal({ scorecard }: Named): Step {
  return { next: moved(scorecard), kind: 'scorecard.firstEnded', done: 'appraised' };
}

async function lockScorecard(found: Named, context: StaffContext, tools: RoundsRoutesOptions) {
  const { set, scorecard } = found;
  const feeds = await feedsFor(tools, found);
  const next = lockedWith(set, scorecard, feeds);
  const { percent } = scoreOf(set, next, new Map());
  const after = { percent: hundredthsText(percent.units, 'vi') };
  const taken: Step = { next, kind: 'scorecard.locked', done: 'locked', after };
  return unless(lockErrors(set, scorecard, feeds), context, taken);
}

async function reopenScorecard({ scorecard }: Named, context: StaffContext): Promise<Step | Shown> {
  const sent = await reasonForm.read(context);
  if (!sent.ok) return { reason: sent };
  const after = { reason: sent.values.reason };
  return { next: reopened(scorecard), kind: 'scorecard.reopened', done: 'reopened', after };
}

async function lockPart({ set, scorecard }: Named, { req }: StaffContext): Promise<Step> {
  const { code, lock } = await readBody(req, lockFields);
  const isOn = lock === 'on';
  if (!set.items.some((item) => item.code === code)) throw notYours();
  const kind = isOn ? 'scorecard.partLocked' : 'scorecard.partUnlocked';
  return { next: withLock(scorecard, code, isOn), kind, done: 'changed', after: { criteria: code } };
}

async function markSurvey({ scorecard }: Named, context: StaffContext): Promise<Step | Shown> {
  const sent = await reasonForm.read(context);
  const { reason } = sent.typed;
  const isMarked = scorecard.noSurvey !== undefined;
  if (!isMarked && !sent.ok) return { reason: sent };
  const next = withSurvey(scorecard, isMarked ? '' : reason);
  const kind = isMarked ? 'scorecard.surveyHeld' : 'scorecard.noSurvey';
  return { next, kind, done: 'changed', after: { reason } };
}

async function addAdjustment(
  { set, scorecard }: Named,
  context: StaffContext,
  { now }: RoundsRoutesOptions,
): Promise<Step | Shown> {
  const { caller, language } = context;
  const read = await adjustmentForm.read(context);
  const cap = read.typed.kind === 'bonus' ? set.bonusMax : set.penaltyMax;
  const isAbove = (hundredthsOf(read.typed.points) ?? 0) > cap;
  const sent = also(read, { points: isAbove && scoreTexts[language].errors.aboveCap });
  if (!sent.ok) return { adjustment: sent };
  const { kind, reason, points } = sent.values;
  const adjustment = { id: randomUUID(), kind, points, reason, by: caller.actor, at: now() };
  const next = withAdjustment(scorecard, adjustment);
  return { next, kind: 'scorecard.adjusted', done: 'changed', after: factsOf(adjustment) };
}

function removeAdjustment({ scorecard }: Named, { param }: StaffContext): Step {
  const gone = scorecard.adjustments.find(({ id }) => id === param('adjustmentId'));
  if (!gone) throw notYours();
  const next = withoutAdjustment(scorecard, gone.id);
  return { next, kind: 'scorecard.adjustmentRemoved', done: 'changed', before: factsOf(gone) };
}

function factsOf({ kind, points, reason }: Adjustment): Facts {
  return { kind, points: hundredthsText(points, 'vi'), reason };
}
