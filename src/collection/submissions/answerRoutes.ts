/**
 * The survey form wherever it is opened: at a public address, or by staff who interview. Shows it for an access
 * point, accepts the submission, and shows it again with the errors to correct.
 */
import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { revisionAt, type AccessPoint, type Revision } from '../../design/accessPoints/accessPoint.ts';
import { followMark, newFollowKey } from './followKey.ts';
import { codeMark, readOneTimeCode, type CodeKeys } from '../codes/code.ts';
import { makeTicket, openTicket } from '../codes/ticket.ts';
import { CodeRefused, submissionsForCode } from '../codes/useCode.ts';
import { Problem } from '../../platform/problem.ts';
import type { PointWatch } from '../quality/pointWatch.ts';
import { codeLimit, type SendingLimits } from '../quality/sendingLimits.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { remember } from '../../platform/storage/remember.ts';
import { isOutOfRoom } from '../../platform/storage/room.ts';
import { unitName, type Unit } from '../../registers/units/unit.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { renderPage, renderPart } from '../../platform/web/page.ts';
import type { LogFault } from '../../access/web/problemHandler.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { countSent, sentToday } from '../../platform/web/sentToday.ts';
import { acceptSubmission, roundClosed, type Draft, type Outcome } from './acceptSubmission.ts';
import { openFormContext, sealFormContext, type FormContext } from './formContext.ts';
import {
  emptyDraft,
  formLanguage,
  formPage,
  formParts,
  frameLanguageOf,
  isBlank,
  type AnswerPlace,
  type CodeField,
  type ShownForm,
} from './formPage.ts';
import { readDraft, readSentForm } from './input.ts';
import type { SubmissionStore } from './store.ts';
import { answerFaults } from './submission.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { RoutesOptions } from '../stores.ts';

export interface AnswerPagesOptions extends RoutesOptions {
  /** Keys of the installation, for signing forms and deriving receipts. */
  readonly formKey: Buffer;
  readonly receiptKey: Buffer;
  readonly codeKeys: CodeKeys;
  readonly watch: PointWatch;
  readonly limits: SendingLimits;
  readonly logFault: LogFault;
  /** Whether a comment with this key has become a case. */
  readonly isCase: (followMark: string) => Promise<boolean>;
  /** Shows the key with which a person follows the case of a comment. */
  readonly showFollowKey: (
    res: Response,
    shown: { readonly language: PageLanguage; readonly key: string; readonly doneUrl: string },
  ) => void;
}

export interface Opening {
  readonly point: AccessPoint;
  readonly place: AnswerPlace;
  readonly language: string | undefined;
  /** One-time code typed before the form was opened. */
  readonly typedCode?: string;
}

/** How long a change by staff may take to reach the forms. */
const stalenessMs = 1000;

export type AnswerPages = ReturnType<typeof answerPages>;

export function answerPages(options: AnswerPagesOptions) {
  const { stores, now, formKey, receiptKey, codeKeys, watch, limits, logFault, isCase, showFollowKey } =
    options;
  const findPoint = remember((id) => stores.accessPoints.find(id), stalenessMs);
  const findRound = remember((id) => stores.rounds.find(id), stalenessMs);
  const lastActId = remember(() => stores.units.lastActId(), stalenessMs);
  const unitsThroughAct = remember(
    async () => new Map((await stores.units.list()).map((unit) => [unit.id, unit])),
    30_000,
  );
  const unitsById = async () => await unitsThroughAct(await lastActId(''));
  const servicesById = remember(
    async () => new Map((await stores.services.list()).map((service) => [service.id, service])),
    30_000,
  );

  /** The round, survey version and names that a signed context refers to. */
  async function formOf(context: FormContext) {
    const [round, survey, point] = await Promise.all([
      findRound(context.roundId),
      stores.surveys.find(context.surveyVersionId),
      findPoint(context.accessPointId),
    ]);
    const isMeant = ({ number }: Revision): boolean => number === context.revision;
    const revision =
      point?.revisions.find(isMeant) ??
      (await stores.accessPoints.find(context.accessPointId))?.revisions.find(isMeant); // may have been made a moment ago
    if (!round || !survey || !point || !revision) throw malformedRequest(); // signed by us, but removed since
    const [units, services] = await Promise.all([unitsById(), servicesById('')]);
    return {
      round,
      survey,
      point,
      unitName: nameOf(units.get(revision.unitId), round),
      serviceName: revision.serviceId === undefined ? undefined : services.get(revision.serviceId)?.name,
    };
  }

  /**
   * Rendered questions of an empty form, which are the same for everybody: by survey version, language and mode of
   * entry.
   */
  const blankParts = new Map<string, Promise<string>>();

  async function showForm(res: Response, shown: ShownForm): Promise<void> {
    if (shown.code) allowOwnScripts(res);
    const key = `${shown.survey.id} ${shown.language} ${shown.place.assisted ? 'assisted' : ''}`;
    const isSame = isBlank(shown);
    const held = isSame ? blankParts.get(key) : undefined;
    const parts = held ?? renderPart(res, 'collection/submissions/parts', formParts(shown));
    if (isSame && !held) {
      blankParts.set(key, parts);
      parts.catch(() => blankParts.delete(key)); // failures are not cached
    }
    const locals = { ...formPage(shown), partsHtml: await parts };
    renderPage(res, 'collection/submissions/form', { language: shown.language, title: locals.title }, locals);
  }

  /** Accepts one submission for the typed code. */
  async function acceptForCode(
    { typed, ticket }: CodeField,
    batchId: string,
    { submissionId }: Draft,
    accept: (submissions: SubmissionStore) => Promise<Outcome>,
  ): Promise<Outcome | { readonly kind: 'codeRefused'; readonly why: NonNullable<CodeField['fault']> }> {
    const heldBy = openTicket(ticket, submissionId, codeKeys);
    const code = readOneTimeCode(typed);
    if (code === undefined) return { kind: 'codeRefused', why: typed.trim() === '' ? 'missing' : 'unknown' };
    const use = { mark: codeMark(code, codeKeys), batchId, heldBy };
    try {
      return await accept(submissionsForCode(stores.submissions, stores.codes, use));
    } catch (error) {
      if (!(error instanceof CodeRefused)) throw error;
      return { kind: 'codeRefused', why: error.why };
    }
  }

  /** On a repeat, the first request decides whether the comment is followed with this key. */
  async function isFollowed({ submissionId, followKey = '' }: Draft): Promise<boolean> {
    const mark = followMark(followKey);
    const kept = await stores.submissions.find(submissionId);
    return kept?.followMark === mark || (await isCase(mark));
  }

  return {
    /**
     * Shows a new form.
     *
     * @throws Problem closed or notFound if the point or its round accepts no answers now
     */
    async open(res: Response, opening: Opening): Promise<void> {
      const { point } = opening;
      const openedAt = now();
      const revision = revisionAt(point, openedAt);
      if (!revision) {
        const next = point.revisions.find(({ from }) => openedAt < from);
        throw next ? notYetOpen(next.from) : pointEnded();
      }
      const round = await findRound(revision.roundId);
      if (!round) throw malformedRequest(); // named by one of our revisions, but removed since
      refuseOutside(round, openedAt);

      const context = {
        roundId: round.id,
        surveyVersionId: round.surveyVersionId,
        accessPointId: point.id,
        revision: revision.number,
        openedAt,
        nonce: randomBytes(12).toString('base64url'),
      };
      const { survey, unitName: name, serviceName } = await formOf(context);
      const draft = emptyDraft();
      await showForm(res, {
        survey,
        language: formLanguage(survey.content, opening.language),
        place: opening.place,
        seal: sealFormContext(context, formKey),
        unitName: name,
        serviceName,
        madeUp: round.madeUp !== undefined,
        draft,
        followKey: opening.place.assisted ? undefined : newFollowKey(),
        faults: [],
        alreadySent: false,
        code:
          point.channel === 'code'
            ? { typed: opening.typedCode ?? '', ticket: makeTicket(draft.submissionId, codeKeys) }
            : undefined,
      });
    },

    /**
     * Accepts a submission.
     *
     * @param placeOf where forms of that access point are answered; throws if this route does not serve it
     */
    async receive(req: Request, res: Response, placeOf: (point: AccessPoint) => AnswerPlace): Promise<void> {
      const sent = readSentForm(req);
      const context = openFormContext(sent.form, formKey);
      const { round, survey, point, unitName: name, serviceName } = await formOf(context);
      const place = placeOf(point);
      const draft = readDraft(req, survey.content, sent.submissionId);
      const shown: ShownForm = {
        survey,
        language: formLanguage(survey.content, sent.switchTo ?? sent.language),
        place,
        seal: sent.form,
        unitName: name,
        serviceName,
        madeUp: round.madeUp !== undefined,
        draft,
        followKey: sent.followKey,
        faults: [],
        alreadySent: false,
        code: point.channel === 'code' ? { typed: sent.code ?? '', ticket: sent.ticket ?? '' } : undefined,
      };
      if (sent.switchTo !== undefined) {
        await showForm(res, shown);
        return;
      }

      const at = now();
      const waitMs = limits.waitMs(
        [...limits.ofPoint(point.id, req.ip ?? ''), ...(sent.code ? [codeLimit(sent.code)] : [])],
        at,
      );
      if (waitMs > 0) {
        res.status(429).set('Retry-After', String(Math.ceil(waitMs / 1000)));
        await showForm(res, { ...shown, isBusy: true });
        return;
      }
      const given = { accessPointId: point.id, answers: draft.answers };
      const same = watch.sameForms(given, survey.content, at);
      const seen = {
        ageMs: at.getTime() - context.openedAt.getTime(),
        sentBefore: place.assisted ? 0 : sentToday(req, at), // an interviewer's tablet sends for many people
        sameBefore: same.before,
        formSentBefore: watch.timesSent(context.nonce, at),
        honeypot: (sent.website ?? '') !== '',
      };
      const form = { ...context, round, survey, seen };
      const accept = async (submissions: SubmissionStore) =>
        await acceptSubmission(form, draft, { submissions, receiptKey, now: at });
      const outcome = await (
        shown.code ? acceptForCode(shown.code, point.id, draft, accept) : accept(stores.submissions)
      ).catch(outOfRoom);
      if (outcome.kind === 'outOfRoom') {
        logFault({ route: 'POST form', error: outcome.error });
        res.status(503).set('Retry-After', String(fullRetrySeconds));
        await showForm(res, { ...shown, isFull: true });
      } else if (outcome.kind === 'codeRefused') {
        const faults = answerFaults(survey.content, draft);
        await showForm(res.status(422), { ...shown, faults, code: { ...shown.code!, fault: outcome.why } });
      } else if (outcome.kind === 'accepted') {
        if (outcome.stored) {
          watch.note(outcome.stored, survey.content, { at, same });
          watch.noteSent(context.nonce, at);
          if (!place.assisted) countSent(req, res, at);
        }
        const doneUrl = place.doneUrl(outcome.receiptCode, frameLanguageOf(shown.language));
        if (draft.followKey !== undefined && (await isFollowed(draft))) {
          showFollowKey(res, { language: frameLanguageOf(shown.language), key: draft.followKey, doneUrl });
        } else res.redirect(303, doneUrl);
      } else if (outcome.kind === 'faulty') {
        await showForm(res.status(422), { ...shown, faults: outcome.faults });
      } else {
        const other = { ...draft, submissionId: emptyDraft().submissionId };
        const code = shown.code && { typed: '', ticket: makeTicket(other.submissionId, codeKeys) };
        const followKey = shown.followKey && newFollowKey();
        await showForm(res.status(409), { ...shown, draft: other, followKey, alreadySent: true, code });
      }
    },
  };
}

const fullRetrySeconds = 300;

/** A full disk is not the respondent's error: the form is shown again as it was sent. */
function outOfRoom(error: unknown): { readonly kind: 'outOfRoom'; readonly error: unknown } {
  if (!isOutOfRoom(error)) throw error;
  return { kind: 'outOfRoom', error };
}

function nameOf(unit: Unit | undefined, round: Round) {
  return unit ? unitName(unit, round.unitsOn) : { vi: '' };
}

function refuseOutside(round: Round, now: Date): void {
  const state = roundState(round, now);
  if (state === 'closed') throw roundClosed(round);
  if (state === 'notYetOpen') throw notYetOpen(round.opensAt);
}

function notYetOpen(opensAt: Date): Problem {
  const day = dayOf(opensAt);
  return new Problem('notFound', {
    vi: `Đợt khảo sát này chưa mở. Xin quay lại từ ngày ${dayText(day, 'vi')}.`,
    en: `This survey is not open yet. Please come back from ${dayText(day, 'en')}.`,
  });
}

function pointEnded(): Problem {
  return new Problem('closed', {
    vi: 'Điểm khảo sát này đã ngừng hoạt động.',
    en: 'This access point is no longer in use.',
  });
}
