/** Drafts of methods: started from a method or from JSON, edited, published or discarded. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { methodKey, type Method } from '../../statistics/method/method.ts';
import type { SurveyVersion } from '../surveys/survey.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { copyOf, draftFaults, isIncomplete, type MethodDraft } from './draft.ts';
import { beside, draftPage, type ShownDraft } from './draftPage.ts';
import { readDraft, readFrom, readStart, type SentStart } from './input.ts';
import { fieldOfFault, jsonOfFields } from './methodForm.ts';
import { faultText, namesFor } from './methodPage.ts';
import { changedMeanwhile, nextVersion, publishMethod } from './publishMethod.ts';
import { readMethod, type FieldFault } from './readMethod.ts';
import { methodTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

type Faults = Readonly<Record<string, string>>;

export function methodDraftRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  async function showStart(req: Request, res: Response, sent: SentStart, faults: Faults): Promise<void> {
    const language = readLanguage(req);
    const t = methodTexts[language];
    const methods = await stores.methods.list();
    const fields = [
      {
        id: 'from',
        label: t.from,
        value: sent.from,
        options: methods.map((method) => ({
          value: methodKey(method),
          label: `${inLanguage(method.name, language)} (${methodKey(method)})`,
        })),
      },
      {
        id: 'json',
        label: t.json,
        hint: t.jsonHint,
        value: sent.json,
        rows: 8,
        optional: true,
        fault: faults['json'],
      },
    ];
    renderStaffPage(req, res, 'design/methods/new', { title: t.newTitle }, { t, faults, fields });
  }

  router.get('/staff/methods/new', async (req, res) => {
    await showStart(req, res, { from: await readFrom(req), json: '' }, {});
  });

  router.post('/staff/methods/drafts', async (req, res) => {
    callerOfRequest(req).demand('draftMethods', []);
    const language = readLanguage(req);
    const sent = await readStart(req);
    const start = sent.json === '' ? await stores.methods.find(sent.from) : readMethod(parsed(sent.json));
    if (!start) throw malformedRequest();
    const [survey] = await stores.surveys.list();
    const method = isMethod(start) ? await numbered(sent.json === '' ? copyOf(start) : start) : undefined;
    const against = method?.factors ? undefined : survey;
    const wrong = method ? draftFaults(method, against).filter((fault) => !isIncomplete(fault)) : [];
    if (!method || (sent.json !== '' && wrong.length > 0)) {
      const said = method
        ? wrong.map((fault) => faultText(fault, namesFor(method, against, language), language))
        : (start as readonly FieldFault[]).map((fault) => fieldFaultText(fault, language));
      await showStart(req, res.status(422), sent, { json: said.join(' ') });
      return;
    }
    const draft: MethodDraft = {
      id: randomUUID(),
      method,
      surveyVersionId: against?.id,
      state: 'open',
      step: 1,
      changedAt: now(),
      changedBy: callerOfRequest(req).actor,
    };
    await stores.methodDrafts.add(draft, entryOf(req, 'method.drafted', draft));
    res.redirect(303, `/staff/methods/drafts/${draft.id}?done=made`);
  });

  /** @throws Problem notFound, also for a draft that was published or discarded */
  async function draftOf(req: Request): Promise<MethodDraft> {
    callerOfRequest(req).demand('draftMethods', []);
    const draft = await stores.methodDrafts.find(String(req.params['draftId']));
    if (!draft) throw notYours();
    return draft;
  }

  async function showDraft(
    req: Request,
    res: Response,
    draft: MethodDraft,
    { typed, faults = {} }: Partial<Pick<ShownDraft, 'typed' | 'faults'>> = {},
  ): Promise<void> {
    const language = readLanguage(req);
    const t = methodTexts[language];
    const mayPublish = callerOfRequest(req).may('publishMethods', undefined);
    const surveys = await stores.surveys.list();
    const content = draftPage({ draft, surveys, typed, faults, mayPublish }, language);
    const page = {
      title: t.draftTitle(inLanguage(draft.method.name, language)),
      notice: noticeFor(req, t.notices),
    };
    renderStaffPage(req, res, 'design/methods/draft', page, { t, ...content });
  }

  router.get('/staff/methods/drafts/:draftId', async (req, res) => {
    const draft = await draftOf(req);
    if (wantsJson(res)) res.json(draft.method);
    else await showDraft(req, res, draft);
  });

  router.post('/staff/methods/drafts/:draftId', async (req, res) => {
    const draft = await draftOf(req);
    const language = readLanguage(req);
    const sent = await readDraft(req);
    const survey = sent.survey === '' ? undefined : await stores.surveys.find(sent.survey);
    if (sent.survey !== '' && !survey) throw malformedRequest();
    if (sent.step !== draft.step || draft.state !== 'open') throw changedMeanwhile();
    const read = readMethod(withoutAbsent(jsonOfFields(sent.fields, draft.method)));
    const faults = isMethod(read) ? wrongIn(read, survey, language) : fieldFaults(read, language);
    if (!isMethod(read) || Object.keys(faults).length > 0) {
      await showDraft(req, res.status(422), draft, { typed: sent, faults });
      return;
    }
    const method = await numbered(read);
    const changed = await stores.methodDrafts.change(
      draft,
      { method, surveyVersionId: survey?.id, changedAt: now(), changedBy: callerOfRequest(req).actor },
      entryOf(req, 'method.changed', { ...draft, method }),
    );
    if (!changed) throw changedMeanwhile();
    res.redirect(303, `/staff/methods/drafts/${draft.id}?done=saved`);
  });

  router.post('/staff/methods/drafts/:draftId/publish', async (req, res) => {
    callerOfRequest(req).demand('publishMethods', []);
    const draft = await draftOf(req);
    const { method, surveyVersionId } = draft;
    const survey = surveyVersionId === undefined ? undefined : await stores.surveys.find(surveyVersionId);
    if (draftFaults(method, survey).length > 0) {
      await showDraft(req, res.status(422), draft);
      return;
    }
    const key = await publishMethod(draft, callerOfRequest(req).actor, stores, now());
    res.redirect(303, `/staff/methods/${key}?done=published`);
  });

  router.post('/staff/methods/drafts/:draftId/discard', async (req, res) => {
    const draft = await draftOf(req);
    const entry = entryOf(req, 'method.discarded', draft);
    if (!(await stores.methodDrafts.change(draft, { state: 'discarded' }, entry))) throw changedMeanwhile();
    res.redirect(303, '/staff/methods?done=discarded');
  });

  function entryOf(req: Request, kind: AuditKind, { id, method }: Pick<MethodDraft, 'id' | 'method'>) {
    return auditEntry({
      at: now(),
      by: callerOfRequest(req).actor,
      kind,
      unitIds: [],
      subject: { id, label: method.name.vi },
      after: { method: JSON.stringify(method) },
    });
  }

  /** With the version that it would get. */
  async function numbered(method: Method): Promise<Method> {
    return { ...method, version: await nextVersion(method.id, stores.methods) };
  }

  return router;
}

function isMethod(read: Method | readonly FieldFault[]): read is Method {
  return !Array.isArray(read);
}

/** The errors of a method, by field, except values that are merely missing. */
function wrongIn(method: Method, survey: SurveyVersion | undefined, language: PageLanguage): Faults {
  const wrong = draftFaults(method, survey).filter((fault) => !isIncomplete(fault));
  const nameOf = namesFor(method, survey, language);
  return beside(wrong, method, (fault) => faultText(fault, nameOf, language));
}

function fieldFaults(faults: readonly FieldFault[], language: PageLanguage): Faults {
  return Object.fromEntries(faults.map((fault) => [fieldOfFault(fault), fieldFaultText(fault, language)]));
}

function fieldFaultText(fault: FieldFault, language: PageLanguage): string {
  const t = methodTexts[language];
  if (fault.field === '') return t.jsonFault;
  const names = t.fields as Readonly<Record<string, string>>;
  return t.fieldFault[fault.kind](names[fieldOfFault(fault)] ?? fault.field);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined; // also not a method
  }
}

/** Removes fields without a value. */
function withoutAbsent(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
