/** The survey form as a page, wherever it is opened: at a public address, or by staff who interview. */
import type { Request, Response } from 'express';
import type { LogError } from '../../access/web/problemHandler.ts';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import type { Recordings } from '../../design/recordings/recording.ts';
import type { Language } from '../../platform/text/catalogue.ts';
import type { LanguageSettings } from '../../platform/text/languageSettings.ts';
import type { WithBody } from '../../platform/web/formBody.ts';
import { setCookie, type Cookie } from '../../platform/web/cookies.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { sendPage, seeOtherPage, type EncodedPage, type Place } from '../../platform/web/page.ts';
import { sentCookie, sentToday } from '../../platform/web/sentToday.ts';
import { makeTicket } from '../codes/ticket.ts';
import { newFollowKey } from './followKey.ts';
import { openFormContext, sealFormContext } from './formContext.ts';
import type { FormLookups, NamedByForm } from './formLookups.ts';
import {
  emptyDraft,
  formLanguages,
  frameLanguageOf,
  type AnswerContext,
  type ShownForm,
} from './formPage.ts';
import { readDraft, readSentForm } from './input.ts';
import { openForm } from './openForm.ts';
import { newFormPages, showForm } from './showForm.ts';
import { isFollowed, receiveForm, type Received, type ReceiveTools } from './receiveForm.ts';
import { answerErrors } from './submission.ts';

export interface AnswerPagesOptions extends ReceiveTools {
  readonly now: () => Date;
  readonly lookups: FormLookups;
  /** Signs the contexts of forms. */
  readonly formKey: Buffer;
  readonly logError: LogError;
  /** Which languages are offered now. */
  readonly languages: () => LanguageSettings;
  /** Which questions can be heard. */
  readonly recordings: () => Recordings;
  /** Shows the key with which a person follows the case of a comment. */
  readonly showFollowKey: (
    res: Response,
    shown: { readonly language: Language; readonly key: string; readonly doneUrl: string },
  ) => void;
}

interface Opening {
  readonly point: AccessPoint;
  readonly location: AnswerContext;
  readonly language: string | undefined;
  /** One-time code typed before the form was opened. */
  readonly typedCode?: string;
}

export interface AnswerPages {
  /**
   * Shows a new form.
   *
   * @throws Problem closed or notFound if the point or its round accepts no answers now
   */
  open(res: Response, opening: Opening): Promise<void>;
  /** The page of a new form, before Express has seen its request; undefined if the form is not prepared. */
  openAhead(place: Place, opening: Opening): Promise<EncodedPage | undefined>;
  /**
   * Accepts a submission, or shows the form again with what is to be corrected.
   *
   * @param locationOf where forms of that access point are answered; throws if this route does not serve it
   */
  receive(req: Request, res: Response, locationOf: LocationOf): Promise<void>;
  /**
   * Accepts a submission, before Express has seen its request. If there is more to show than the receipt, `receive` shows
   * it for the same request: what it sent is received once.
   */
  receiveAhead(
    req: WithBody,
    address: string,
    locationOf: LocationOf,
  ): Promise<{ readonly doneUrl: string; readonly cookie: Cookie | undefined } | undefined>;
}

type LocationOf = (point: AccessPoint) => AnswerContext;
/** A form that somebody sent, and what became of it. */
interface ReceivedPage {
  readonly shown: ShownForm;
  readonly received: Received | { readonly kind: 'switched' };
  /** Counts what this browser has sent. */
  readonly cookie?: Cookie | undefined;
}

const fullRetrySeconds = 300;

export function answerPages(options: AnswerPagesOptions): AnswerPages {
  const preparedPage = newFormPages();
  const pages = new WeakMap<WithBody, Promise<ReceivedPage>>();
  const receiveOnce = async (...sent: Parameters<typeof receivePage>): Promise<ReceivedPage> => {
    const page = pages.get(sent[0]) ?? receivePage(...sent);
    pages.set(sent[0], page);
    return await page;
  };
  return {
    async open(res, opening) {
      const form = await newForm(opening, options);
      const encoded = await preparedPage(res, form);
      if (encoded) {
        allowOwnScripts(res);
        sendPage(res, encoded);
      } else await showForm(res, form);
    },
    async openAhead(place, opening) {
      return await preparedPage(place, await newForm(opening, options));
    },
    async receive(req, res, locationOf) {
      const { shown, received, cookie } = await receiveOnce(req, req.ip ?? '', locationOf, options);
      if (cookie) setCookie(req, res, cookie);
      if (received.kind === 'switched') await showForm(res, shown);
      else if (received.kind === 'accepted') await showDone(res, shown, received.receiptCode, options);
      else await showForm(res, refusedForm(res, shown, received, options));
    },
    async receiveAhead(req, address, locationOf) {
      const { shown, received, cookie } = await receiveOnce(req, address, locationOf, options);
      if (received.kind !== 'accepted' || shown.draft.followKey !== undefined) return undefined;
      return { doneUrl: doneUrlOf(shown, received.receiptCode), cookie };
    },
  };
}

async function newForm(
  { point, location, language, typedCode = '' }: Opening,
  { now, lookups, formKey, codeKeys, languages, recordings }: AnswerPagesOptions,
): Promise<ShownForm> {
  const context = await openForm(point, lookups, now());
  const named = await lookups.formOf(context);
  const draft = emptyDraft();
  return {
    ...formAt(named, location, { asked: language, settings: languages() }),
    recordings: recordings(),
    seal: sealFormContext(context, formKey),
    draft,
    followKey: location.assisted ? undefined : newFollowKey(),
    code:
      point.channel === 'code'
        ? { typed: typedCode, ticket: makeTicket(draft.submissionId, codeKeys) }
        : undefined,
  };
}

async function receivePage(
  req: WithBody,
  address: string,
  locationOf: LocationOf,
  options: AnswerPagesOptions,
): Promise<ReceivedPage> {
  const { now, lookups, formKey, languages, recordings } = options;
  const sent = readSentForm(req);
  const context = openFormContext(sent.form, formKey);
  const named = await lookups.formOf(context);
  const { round, survey, point } = named;
  const location = locationOf(point);
  const draft = readDraft(req, survey.content, sent.submissionId);
  const shown: ShownForm = {
    ...formAt(named, location, { asked: sent.switchTo ?? sent.language, settings: languages() }),
    recordings: recordings(),
    seal: sent.form,
    draft,
    followKey: sent.followKey,
    code: point.channel === 'code' ? { typed: sent.code ?? '', ticket: sent.ticket ?? '' } : undefined,
  };
  if (sent.switchTo !== undefined) return { shown, received: { kind: 'switched' } };
  const at = now();
  const sentBefore = isCounted(location) ? sentToday(req, at) : 0;
  const form = {
    context,
    round,
    survey,
    point,
    draft,
    code: shown.code,
    typedCode: sent.code,
    address,
    sentBefore,
    honeypot: (sent.website ?? '') !== '',
  };
  const received = await receiveForm(form, options, at);
  const isNew = received.kind === 'accepted' && received.stored !== undefined;
  return { shown, received, cookie: isNew && isCounted(location) ? sentCookie(sentBefore, at) : undefined };
}

/** Whether a cookie counts what this browser sends: an interviewer's tablet sends for many people. */
function isCounted({ assisted, isFramed }: AnswerContext): boolean {
  return !assisted && !isFramed;
}

function formAt(
  { round, survey, unitName, serviceName }: NamedByForm,
  location: AnswerContext,
  { asked, settings }: { asked: string | undefined; settings: LanguageSettings },
) {
  const languages = formLanguages(survey.content, settings);
  return {
    survey,
    language: languages.find((language) => language === asked) ?? languages[0]!,
    languages,
    location,
    unitName,
    serviceName,
    madeUp: round.madeUp !== undefined,
    errors: [],
    alreadySent: false,
  };
}

/** Leads to the receipt; a person who waits for a reply is first shown the key for it. */
async function showDone(
  res: Response,
  shown: ShownForm,
  receiptCode: string,
  options: AnswerPagesOptions,
): Promise<void> {
  const doneUrl = doneUrlOf(shown, receiptCode);
  const { draft, language } = shown;
  if (draft.followKey !== undefined && (await isFollowed(draft, options))) {
    options.showFollowKey(res, { language: frameLanguageOf(language), key: draft.followKey, doneUrl });
  } else seeOtherPage(res, doneUrl);
}

function doneUrlOf({ language, location }: ShownForm, receiptCode: string): string {
  return location.doneUrl(receiptCode, frameLanguageOf(language));
}

/** The form to show again, with the status and headers of the response. */
function refusedForm(
  res: Response,
  shown: ShownForm,
  received: Exclude<Received, { kind: 'accepted' }>,
  { logError, codeKeys }: AnswerPagesOptions,
): ShownForm {
  switch (received.kind) {
    case 'busy':
      res.status(429).set('Retry-After', String(Math.ceil(received.waitMs / 1000)));
      return { ...shown, isBusy: true };
    case 'outOfRoom':
      logError({ route: 'POST form', error: received.error });
      res.status(503).set('Retry-After', String(fullRetrySeconds));
      return { ...shown, isFull: true };
    case 'codeRefused': {
      res.status(422);
      const errors = answerErrors(shown.survey.content, shown.draft);
      return { ...shown, errors, code: { ...shown.code!, error: received.why } };
    }
    case 'invalid':
      res.status(422);
      return { ...shown, errors: received.errors };
    case 'alreadySent': {
      res.status(409);
      const draft = { ...shown.draft, submissionId: emptyDraft().submissionId };
      const code = shown.code && { typed: '', ticket: makeTicket(draft.submissionId, codeKeys) };
      return { ...shown, draft, followKey: shown.followKey && newFollowKey(), alreadySent: true, code };
    }
  }
}
