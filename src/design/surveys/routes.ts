/** Surveys: the list, starting a draft, and published versions. */
import { notYours } from '../../access/accounts/caller.ts';
import { tableRows, type Column } from '../../access/web/columns.ts';
import { formPage } from '../../access/web/formPage.ts';
import { list } from '../../access/web/list.ts';
import { menuLine } from '../../access/web/menu.ts';
import { page, seeOther, sent as written, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { errorLine, parsedJson, readBy, type FieldError } from '../../platform/schemas/validate.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { roundState } from '../rounds/round.ts';
import type { RoutesOptions } from '../stores.ts';
import type { SurveyDraft } from './draft.ts';
import { surveyDrafts } from './draftRoutes.ts';
import { questionLine, scaleLine, surveySummary } from './draftPage.ts';
import { also } from '../../platform/web/form.ts';
import { readQuery } from '../../platform/web/input.ts';
import { fromField, startForm } from './input.ts';
import { blankSurvey } from './presets/blankSurvey.ts';
import { surveyPresets } from './presets/presets.ts';
import { surveySchema } from './surveySchema.ts';
import { surveyErrors } from './soundness.ts';
import { questionsByFactor, type SurveyContent, type SurveyVersion } from './survey.ts';
import { surveyTexts } from './texts.ts';

export const surveyRoutes: Routes<RoutesOptions> = {
  'GET /staff/surveys': may('seeSurveys', listSurveys, menuLine('administration', surveyTexts)),
  'GET /staff/surveys/new': may('writeSurveys', showEmptyStart),
  'POST /staff/surveys/drafts': may('writeSurveys', startDraft),
  'GET /staff/surveys/:versionId': may('seeSurveys', openVersion),
};

async function listSurveys(context: StaffContext, { stores }: RoutesOptions): Promise<Reply> {
  const { caller, language, notice } = context;
  const t = surveyTexts[language];
  const mayWrite = caller.may('writeSurveys', undefined);
  const [versions, rounds, drafts] = await Promise.all([
    stores.surveys.list(),
    stores.rounds.list(),
    mayWrite ? stores.surveyDrafts.list() : undefined,
  ]);
  return await list<SurveyVersion>(
    context,
    {
      title: t.title,
      notice: notice(t.notices),
      lead: t.lead,
      actions: [
        mayWrite && { label: t.make, url: '/staff/surveys/new' },
        mayWrite && { label: t.fromFile, url: '/staff/surveys/files/new' },
      ],
      drafts: drafts && { rows: draftRows(drafts, language), empty: t.noDrafts },
      heading: drafts && t.published,
      search: {
        label: t.search,
        texts: ({ content }) => [inLanguage(content.title, language), content.surveyId],
      },
      count: t.shown,
      empty: t.noPublished,
      noneFound: t.noneFound,
      sortedBy: 'code',
      columns: [
        {
          key: 'name',
          heading: t.name,
          value: ({ content }) => inLanguage(content.title, language),
          url: ({ id }) => `/staff/surveys/${id}`,
        },
        {
          key: 'code',
          heading: t.surveyCode,
          value: ({ content }) => content.surveyId,
          detail: ({ id }) => id.slice(0, 8),
        },
        { key: 'publishedOn', heading: t.publishedOn, isDay: true },
        {
          key: 'rounds',
          heading: t.usedIn,
          value: ({ id }) =>
            rounds
              .filter(({ surveyVersionId }) => surveyVersionId === id)
              .map(({ title }) => inLanguage(title, language))
              .join('; ') || t.noRound,
        },
      ],
    },
    versions, // in order of publication
  );
}

function draftRows(drafts: readonly SurveyDraft[], language: PageLanguage) {
  const t = surveyTexts[language];
  const columns: readonly Column<SurveyDraft>[] = [
    {
      key: 'name',
      heading: t.name,
      value: ({ content }) => inLanguage(content.title, language) || t.noName,
      url: surveyDrafts.urlOf,
    },
    { key: 'code', heading: t.surveyCode, value: ({ content }) => content.surveyId },
    { key: 'changedAt', heading: t.changed },
    { key: 'changedBy', heading: t.by, value: ({ changedBy }) => changedBy.name },
  ];
  return tableRows(columns, drafts, { title: t.drafts, language });
}

async function showStart(
  { language }: StaffContext,
  { stores }: RoutesOptions,
  shown: typeof startForm.empty,
): Promise<Reply> {
  const t = surveyTexts[language];
  const versions = await stores.surveys.list();
  const options = [
    { value: 'blank', label: t.blank },
    ...surveyPresets.map(({ surveyId, title }) => ({
      value: `preset:${surveyId}`,
      label: `${inLanguage(title, language)} (${t.preset})`,
    })),
    ...versions.map(({ id, content, publishedOn }) => ({
      value: id,
      label: `${inLanguage(content.title, language)} · ${dayText(publishedOn, language)} · ${id.slice(0, 8)}`,
    })),
  ];
  return formPage(
    { title: t.newTitle, status: shown.status },
    {
      lead: t.newLead,
      action: '/staff/surveys/drafts',
      submit: t.make,
      back: { url: '/staff/surveys', label: t.all },
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
  caller.demand('writeSurveys', []);
  const sent = await startForm.read(context);
  const read = await contentOf(sent.typed, tools);
  const refuse = async (json: string) => await showStart(context, tools, also(sent, { json }));
  if ('errors' in read)
    return await refuse(
      inOneLine(
        read.errors.map((error) => errorLine(error, language)),
        language,
      ),
    );
  const content = named(read.value, sent.typed.name);
  const error = nameErrors(content, language);
  if (error !== undefined) return await refuse(error);
  const draft = await surveyDrafts.start(context, tools, content);
  const isBlank = content.questions.length === 0;
  return seeOther(`${surveyDrafts.urlOf(draft)}${isBlank ? '/paste' : ''}?done=made`);
}

/** @param name empty: it keeps its own */
function named(content: SurveyContent, name: string): SurveyContent {
  return name === '' ? content : { ...content, title: { vi: name } };
}

async function contentOf(
  { from, json }: typeof startForm.empty.typed,
  { stores }: RoutesOptions,
): Promise<{ readonly value: SurveyContent } | { readonly errors: readonly FieldError[] }> {
  if (json !== '') return readBy(surveySchema, parsedJson(json));
  if (from === 'blank') {
    const others = [...(await stores.surveys.list()), ...(await stores.surveyDrafts.list())];
    return { value: blankSurvey(others.map(({ content }) => content)) };
  }
  const preset = surveyPresets.find(({ surveyId }) => from === `preset:${surveyId}`);
  const found = preset ?? (await stores.surveys.find(from))?.content;
  if (!found) throw malformedRequest();
  return { value: found };
}

async function openVersion(context: StaffContext, { stores, now }: RoutesOptions): Promise<Reply> {
  const { res, caller, language, notice, param } = context;
  const version = await stores.surveys.find(param('versionId'));
  if (!version) throw notYours();
  const { id, content, publishedOn } = version;
  if (wantsJson(res)) {
    res.json(content);
    return written;
  }
  const t = surveyTexts[language];
  const all = await stores.rounds.list();
  const rounds = all.filter(({ surveyVersionId }) => surveyVersionId === id);
  const movable = all.filter(
    (one) =>
      one.surveyVersionId !== id &&
      roundState(one, now()) !== 'closed' &&
      caller.mayOnAll('writeSurveys', one.unitIds),
  );
  return page(
    'design/surveys/version',
    { title: inLanguage(content.title, language), notice: notice(t.notices) },
    {
      t,
      id,
      lead: t.versionLead({ id, day: dayText(publishedOn, language) }),
      mayWrite: caller.may('writeSurveys', undefined),
      mayMove: caller.holds('writeSurveys'),
      newRoundUrl: caller.holds('runRounds') ? `/staff/rounds/new?survey=${id}` : undefined,
      movable: movable.map((one) => ({ id: one.id, title: inLanguage(one.title, language) })),
      rounds: rounds.map(({ title }) => inLanguage(title, language)),
      ...versionPage(content, language),
    },
  );
}

const errorsSaid = 12;

/** Parts are addressed by their ids: a survey with invalid ids cannot be edited. */
function nameErrors(content: SurveyContent, language: PageLanguage): string | undefined {
  const errors = surveyErrors(content).filter(({ kind }) => kind === 'idMalformed' || kind === 'idTwice');
  if (errors.length === 0) return undefined;
  const t = surveyTexts[language];
  return inOneLine(
    errors.map(({ location, kind }) => `"${location}": ${t.soundness[kind]}.`),
    language,
  );
}

function inOneLine(sentences: readonly string[], language: PageLanguage): string {
  const more = sentences.length - errorsSaid;
  return [
    ...sentences.slice(0, errorsSaid),
    ...(more > 0 ? [surveyTexts[language].moreErrors({ count: more })] : []),
  ].join(' ');
}

function versionPage(content: SurveyContent, language: PageLanguage) {
  return {
    ...surveySummary(content, language),
    factors: questionsByFactor(content).map(({ factor, questions }) => ({
      title: inLanguage(factor.title, language),
      questions: questions.map((question) => questionLine(content, question, language)),
    })),
    scales: content.scales.map((scale) => ({ id: scale.id, ...scaleLine(scale, language) })),
    about: content.about.map(({ text, options }) => ({
      text: inLanguage(text, language),
      options: options.map(({ label }) => inLanguage(label, language)).join(' / '),
    })),
  };
}
