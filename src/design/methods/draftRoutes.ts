/** Drafts of methods: started from a method or from JSON, edited, published or discarded. */
import { formPage } from '../../access/web/formPage.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { errorLine, parsedJson, type FieldError } from '../../platform/schemas/validate.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { methodKey, type Method } from '../../statistics/method/method.ts';
import { draftEditor, draftOnPage } from '../drafts/editorRoutes.ts';
import { draftTexts } from '../drafts/texts.ts';
import type { RoutesOptions } from '../stores.ts';
import type { SurveyVersion } from '../surveys/survey.ts';
import { copyOf, draftErrors, isIncomplete, type MethodContent, type MethodDraft } from './draft.ts';
import { beside, draftPage, type ShownDraft } from './draftPage.ts';
import { also } from '../../platform/web/form.ts';
import { readQuery } from '../../platform/web/input.ts';
import { draftForm, fromField, startForm } from './input.ts';
import { fieldOfError, jsonOfFields, type MethodFields } from './methodForm.ts';
import { errorText, namesFor } from './methodPage.ts';
import { numbered, publishMethod } from './publishMethod.ts';
import { readMethod } from './methodSchema.ts';
import { methodTexts } from './texts.ts';

export const methodDrafts = draftEditor<MethodContent, RoutesOptions>({
  url: '/staff/methods/drafts',
  listUrl: '/staff/methods',
  write: 'draftMethods',
  publish: 'publishMethods',
  store: ({ stores }) => stores.methodDrafts,
  unitIds: () => [],
  audit: {
    kinds: { drafted: 'method.drafted', changed: 'method.changed', discarded: 'method.discarded' },
    label: ({ method }) => method.name.vi,
    after: ({ method }) => ({ method: JSON.stringify(method) }),
  },
  json: ({ method }) => method,
  show: async (context, tools, draft, status) => await showDraft(context, tools, draft, { status }),
  async faults({ language }, tools, draft) {
    const survey = await surveyOf(draft, tools);
    const { method } = draft.content;
    const nameOf = namesFor(method, survey, language);
    return draftErrors(method, survey).map((error) => errorText(error, nameOf, language));
  },
  async publishIt({ caller }, { stores, now }, draft) {
    return `/staff/methods/${await publishMethod(draft, caller.actor, stores, now())}`;
  },
});

export const routes: Routes<RoutesOptions> = {
  ...methodDrafts.routes,
  'GET /staff/methods/new': may('draftMethods', showEmptyStart),
  'POST /staff/methods/drafts': may('draftMethods', startDraft),
  'POST /staff/methods/drafts/:draftId': may('draftMethods', saveDraft),
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
  const { stores } = tools;
  caller.demand('draftMethods', []);
  const sent = await startForm.read(context);
  const { from, json } = sent.typed;
  const refuse = (said: readonly string[]): Promise<Reply> =>
    showStart(context, tools, also(sent, { json: said.join(' ') }));
  const read = json === '' ? await copyFrom(from, tools) : readMethod(parsedJson(json));
  if ('errors' in read) return await refuse(read.errors.map((error) => errorLine(error, language)));
  const [survey] = await stores.surveys.list();
  const method = await numbered(read.value, stores.methods);
  const against = method.factors ? undefined : survey;
  const wrong = draftErrors(method, against).filter((error) => !isIncomplete(error));
  if (json !== '' && wrong.length > 0) {
    const nameOf = namesFor(method, against, language);
    return await refuse(wrong.map((error) => errorText(error, nameOf, language)));
  }
  const draft = await methodDrafts.start(context, tools, { method, surveyVersionId: against?.id });
  return seeOther(`${methodDrafts.urlOf(draft)}?done=made`);
}

async function copyFrom(from: string, { stores }: RoutesOptions): Promise<{ readonly value: Method }> {
  const found = await stores.methods.find(from);
  if (!found) throw malformedRequest();
  return { value: copyOf(found) };
}

interface Shown extends Partial<Pick<ShownDraft, 'typed' | 'errors' | 'hasConflict'>> {
  readonly status?: number | undefined;
}

async function showDraft(
  context: StaffContext,
  { stores }: RoutesOptions,
  draft: MethodDraft,
  { status, ...shown }: Shown = {},
): Promise<Reply> {
  const { res, caller, language, notice } = context;
  const t = methodTexts[language];
  const mayPublish = caller.may('publishMethods', undefined);
  const content = draftPage({ ...shown, draft, surveys: await stores.surveys.list(), mayPublish }, language);
  const title = t.draftTitle({ name: inLanguage(draft.content.method.name, language) });
  allowOwnScripts(res);
  return page(
    'design/methods/draft',
    { title, notice: notice({ ...draftTexts[language].notices, ...t.notices }), status },
    { t, draft: draftOnPage(methodDrafts.urlOf(draft), draft, context), ...content },
  );
}

async function surveyOf(
  { content: { surveyVersionId } }: MethodDraft,
  { stores }: RoutesOptions,
): Promise<SurveyVersion | undefined> {
  return surveyVersionId === undefined ? undefined : await stores.surveys.find(surveyVersionId);
}

/** Statuses: 303; 409 with both versions when somebody else has saved meanwhile; 422 with errors next to their fields. */
async function saveDraft(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { language } = context;
  const { stores } = tools;
  const sent = (await draftForm.read(context)).typed;
  const typed = { survey: sent.survey, fields: sent as unknown as MethodFields };
  const survey = typed.survey === '' ? undefined : await stores.surveys.find(typed.survey);
  if (typed.survey !== '' && !survey) throw malformedRequest();
  return await methodDrafts.save(context, tools, async (draft) => {
    const read = readMethod(withoutAbsent(jsonOfFields(typed.fields, draft.content.method)));
    const errors =
      'errors' in read ? fieldErrors(read.errors, language) : wrongIn(read.value, survey, language);
    const isWrong = 'errors' in read || Object.keys(errors).length > 0;
    return {
      hidden: sent,
      read: isWrong
        ? { errors }
        : { content: { method: await numbered(read.value, stores.methods), surveyVersionId: survey?.id } },
      showAgain: async (status) =>
        await showDraft(context, tools, draft, { typed, errors, status, hasConflict: status === 409 }),
    };
  });
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
