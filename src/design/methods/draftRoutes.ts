/** Drafts of methods: started from a method or from JSON, edited, published or discarded. */
import { randomUUID } from 'node:crypto';
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { formPage } from '../../access/web/formPage.ts';
import { page, seeOther, sent as written, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { errorLine, parsedJson, type FieldError } from '../../platform/schemas/validate.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { methodKey, type Method } from '../../statistics/method/method.ts';
import { draftChanged } from '../drafts/draft.ts';
import type { RoutesOptions, Stores } from '../stores.ts';
import type { SurveyVersion } from '../surveys/survey.ts';
import { copyOf, draftErrors, isIncomplete, type MethodDraft } from './draft.ts';
import { beside, draftPage, type ShownDraft } from './draftPage.ts';
import { also } from '../../platform/web/form.ts';
import { readQuery } from '../../platform/web/input.ts';
import { draftForm, fromField, startForm } from './input.ts';
import { fieldOfError, jsonOfFields, type MethodFields } from './methodForm.ts';
import { errorText, namesFor } from './methodPage.ts';
import { nextVersion, publishMethod } from './publishMethod.ts';
import { readMethod } from './methodSchema.ts';
import { methodTexts } from './texts.ts';

export const routes: Routes<RoutesOptions> = {
  'GET /staff/methods/new': may('draftMethods', showEmptyStart),
  'POST /staff/methods/drafts': may('draftMethods', startDraft),
  'GET /staff/methods/drafts/:draftId': may('draftMethods', openDraft),
  'POST /staff/methods/drafts/:draftId': may('draftMethods', saveDraft),
  'POST /staff/methods/drafts/:draftId/publish': may('publishMethods', publish),
  'POST /staff/methods/drafts/:draftId/discard': may('draftMethods', discard),
};

type FieldErrors = Readonly<Record<string, string>>;

async function showStart(
  { language }: StaffContext,
  { stores }: RoutesOptions,
  shown: typeof startForm.empty,
): Promise<Reply> {
  const t = methodTexts[language];
  const methods = await stores.methods.list();
  const options = methods.map((method) => ({
    value: methodKey(method),
    label: `${inLanguage(method.name, language)} (${methodKey(method)})`,
  }));
  return formPage(
    { title: t.newTitle, status: shown.status },
    {
      lead: t.newLead,
      action: '/staff/methods/drafts',
      submit: t.make,
      back: { url: '/staff/methods', label: t.all },
    },
    startForm.onPage(language, shown, { from: { options } }),
  );
}

async function showEmptyStart(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await showStart(context, tools, startForm.filled(await readQuery(context.req, fromField)));
}

/** Statuses: 303; 422 with what is wrong with the JSON. */
async function startDraft(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  caller.demand('draftMethods', []);
  const sent = await startForm.read(context);
  const { from, json } = sent.typed;
  const refuse = (said: readonly string[]): Promise<Reply> =>
    showStart(context, tools, also(sent, { json: said.join(' ') }));
  const read = json === '' ? await copyFrom(from, tools) : readMethod(parsedJson(json));
  if ('errors' in read) return await refuse(read.errors.map((error) => errorLine(error, language)));
  const [survey] = await stores.surveys.list();
  const method = await numbered(read.value, stores);
  const against = method.factors ? undefined : survey;
  const wrong = draftErrors(method, against).filter((error) => !isIncomplete(error));
  if (json !== '' && wrong.length > 0) {
    const nameOf = namesFor(method, against, language);
    return await refuse(wrong.map((error) => errorText(error, nameOf, language)));
  }
  const draft: MethodDraft = {
    id: randomUUID(),
    method,
    surveyVersionId: against?.id,
    state: 'open',
    revision: 1,
    changedAt: now(),
    changedBy: caller.actor,
  };
  await stores.methodDrafts.add(draft, entryOf('method.drafted', draft, context, tools));
  return seeOther(`/staff/methods/drafts/${draft.id}?done=made`);
}

async function copyFrom(from: string, { stores }: RoutesOptions): Promise<{ readonly value: Method }> {
  const found = await stores.methods.find(from);
  if (!found) throw malformedRequest();
  return { value: copyOf(found) };
}

/** @throws Problem notFound, also for a draft that was published or discarded */
async function draftOf({ param, caller }: StaffContext, { stores }: RoutesOptions): Promise<MethodDraft> {
  caller.demand('draftMethods', []);
  const draft = await stores.methodDrafts.find(param('draftId'));
  if (!draft) throw notYours();
  return draft;
}

async function showDraft(
  { caller, language, notice }: StaffContext,
  { stores }: RoutesOptions,
  draft: MethodDraft,
  { typed, errors = {}, status }: Partial<Pick<ShownDraft, 'typed' | 'errors'> & { status: 422 }> = {},
): Promise<Reply> {
  const t = methodTexts[language];
  const mayPublish = caller.may('publishMethods', undefined);
  const surveys = await stores.surveys.list();
  const content = draftPage({ draft, surveys, typed, errors, mayPublish }, language);
  const title = t.draftTitle({ name: inLanguage(draft.method.name, language) });
  return page('design/methods/draft', { title, notice: notice(t.notices), status }, { t, ...content });
}

async function openDraft(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const draft = await draftOf(context, tools);
  if (!wantsJson(context.res)) return await showDraft(context, tools, draft);
  context.res.json(draft.method);
  return written;
}

/** Statuses: 303; 409 when somebody else has changed the draft; 422 with errors next to their fields. */
async function saveDraft(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const draft = await draftOf(context, tools);
  const sent = (await draftForm.read(context)).typed;
  const typed = { survey: sent.survey, fields: sent as unknown as MethodFields };
  const survey = typed.survey === '' ? undefined : await stores.surveys.find(typed.survey);
  if (typed.survey !== '' && !survey) throw malformedRequest();
  if (sent.revision !== draft.revision || draft.state !== 'open') throw draftChanged();
  const read = readMethod(withoutAbsent(jsonOfFields(typed.fields, draft.method)));
  const errors =
    'errors' in read ? fieldErrors(read.errors, language) : wrongIn(read.value, survey, language);
  if ('errors' in read || Object.keys(errors).length > 0)
    return await showDraft(context, tools, draft, { typed, errors, status: 422 });
  const method = await numbered(read.value, stores);
  const changed = await stores.methodDrafts.change(
    draft,
    { method, surveyVersionId: survey?.id, changedAt: now(), changedBy: caller.actor },
    entryOf('method.changed', { ...draft, method }, context, tools),
  );
  if (!changed) throw draftChanged();
  return seeOther(`/staff/methods/drafts/${draft.id}?done=saved`);
}

/** Statuses: 303; 409 when somebody else has changed the draft; 422 while values are missing. */
async function publish(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller } = context;
  const { stores, now } = tools;
  caller.demand('publishMethods', []);
  const draft = await draftOf(context, tools);
  const { method, surveyVersionId } = draft;
  const survey = surveyVersionId === undefined ? undefined : await stores.surveys.find(surveyVersionId);
  if (draftErrors(method, survey).length > 0) return await showDraft(context, tools, draft, { status: 422 });
  const key = await publishMethod(draft, caller.actor, stores, now());
  return seeOther(`/staff/methods/${key}?done=published`);
}

async function discard(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const draft = await draftOf(context, tools);
  const entry = entryOf('method.discarded', draft, context, tools);
  if (!(await tools.stores.methodDrafts.change(draft, { state: 'discarded' }, entry))) throw draftChanged();
  return seeOther('/staff/methods?done=discarded');
}

function entryOf(
  kind: AuditKind,
  { id, method }: Pick<MethodDraft, 'id' | 'method'>,
  { caller }: StaffContext,
  { now }: RoutesOptions,
): AuditEntry {
  return auditEntry({
    at: now(),
    by: caller.actor,
    kind,
    unitIds: [],
    subject: { id, label: method.name.vi },
    after: { method: JSON.stringify(method) },
  });
}

/** With the version that it would get. */
async function numbered(method: Method, { methods }: Stores): Promise<Method> {
  return { ...method, version: await nextVersion(method.id, methods) };
}

/** The errors of a method, by field, except values that are merely missing. */
function wrongIn(method: Method, survey: SurveyVersion | undefined, language: PageLanguage): FieldErrors {
  const wrong = draftErrors(method, survey).filter((error) => !isIncomplete(error));
  const nameOf = namesFor(method, survey, language);
  return beside(wrong, method, (error) => errorText(error, nameOf, language));
}

function fieldErrors(errors: readonly FieldError[], language: PageLanguage): FieldErrors {
  return Object.fromEntries(errors.map((error) => [fieldOfError(error), error.sentence[language]]));
}

/** Removes fields without a value. */
function withoutAbsent(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
