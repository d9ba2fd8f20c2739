/** Survey files of other programs: one that is uploaded becomes a draft, and a version is written as one. */
import { tableRows, textColumns } from '../../access/web/columns.ts';
import { notYours } from '../../access/accounts/caller.ts';
import { faultsOnPage } from '../../access/web/faults.ts';
import { formPage } from '../../access/web/formPage.ts';
import { page, sent as written, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { errorLine, readBy, type FieldError } from '../../platform/schemas/validate.ts';
import type { Fault } from '../../platform/tables/fault.ts';
import { xlsxFile } from '../../platform/tables/xlsxWriter.ts';
import { inLanguage, languageNameIn, listText, type Localized, type PageLanguage } from '../../platform/text/localized.ts'; // prettier-ignore
import { also } from '../../platform/web/form.ts';
import { uploadedTable } from '../../platform/web/uploadedTable.ts';
import type { RoutesOptions } from '../stores.ts';
import { questionLine } from '../surveys/draftPage.ts';
import { questionsByFactor, type SurveyContent } from '../surveys/survey.ts';
import { surveySchema } from '../surveys/surveySchema.ts';
import type { LeftOut } from './form.ts';
import { surveyFileForm } from './input.ts';
import { readSurveyFile, type SurveyFileError } from './readSurveyFile.ts';
import type { ReadSurvey } from './surveyOfForm.ts';
import { surveyFileTexts } from './texts.ts';
import { xlsformSheets } from './writeXlsform.ts';

export const routes: Routes<RoutesOptions> = {
  'GET /staff/surveys/files/new': may('writeSurveys', showEmpty),
  'POST /staff/surveys/files': may('writeSurveys', readFile),
  'GET /staff/surveys/:versionId/xlsform': may('seeSurveys', downloadXlsform),
};

function showForm({ language }: StaffContext, shown: typeof surveyFileForm.empty): Reply {
  const t = surveyFileTexts[language];
  return formPage(
    { title: t.title, status: shown.status },
    {
      lead: t.lead,
      action: '/staff/surveys/files',
      submit: t.read,
      back: { url: '/staff/surveys', label: t.all },
    },
    surveyFileForm.onPage(language, shown),
  );
}

function showEmpty(context: StaffContext): Reply {
  context.caller.demand('writeSurveys', []);
  return showForm(context, surveyFileForm.empty);
}

/** Shows what a file holds, and what of it a draft would not have; nothing is stored. Statuses: 200; 422. */
async function readFile(context: StaffContext): Promise<Reply> {
  const { req, caller, language } = context;
  caller.demand('writeSurveys', []);
  const sent = await surveyFileForm.read(context);
  const read = await uploadedTable(req, async ({ path, name }) => {
    const how = { isBestFirst: sent.typed.order === 'bestFirst', confirmed: sourceWords(name) };
    return { name, ...surveyIn(await readSurveyFile(path, how)) };
  });
  if ('faults' in read) {
    const { sentence } = faultsOnPage(read.faults, [], language);
    return showForm(context, also(sent, { file: sentence }));
  }
  const t = surveyFileTexts[language];
  const { name } = read;
  return page(
    'design/surveyFiles/preview',
    { title: t.previewTitle({ name }) },
    { t, ...previewOf(read, language) },
  );
}

/** The length of JSON that the form of a new draft takes. */
const jsonLengthMax = 200_000;

/** @returns the survey, or why there is none */
function surveyIn(read: ReadSurvey | SurveyFileError): ReadSurvey | { readonly faults: readonly Fault[] } {
  if (typeof read === 'string') return refused(read);
  const checked = readBy(surveySchema, read.content);
  if ('errors' in checked) return { faults: checked.errors.map(faultOf) };
  return JSON.stringify(read.content).length > jsonLengthMax ? refused('tooBig') : read;
}

function refused(error: SurveyFileError): { readonly faults: readonly Fault[] } {
  const { vi, en } = surveyFileTexts;
  return { faults: [{ rows: [], sentence: { vi: vi.fileErrors[error], en: en.fileErrors[error] } }] };
}

function faultOf(error: FieldError): Fault {
  return { rows: [], sentence: { vi: errorLine(error, 'vi'), en: errorLine(error, 'en') } };
}

function sourceWords(name: string): Localized {
  const { vi, en } = surveyFileTexts;
  return { vi: vi.confirmed({ name }), en: en.confirmed({ name }) };
}

function previewOf({ content, leftOut }: ReadSurvey, language: PageLanguage) {
  const t = surveyFileTexts[language];
  return {
    json: JSON.stringify(content),
    found: t.found({
      questions: content.questions.length,
      factors: content.factors.length,
      about: content.about.length,
      languages: listText(
        content.languages.map((tag) => languageNameIn(tag, language)),
        language,
      ),
    }),
    factors: partsOf(content, language),
    leftOut: tableRows(
      textColumns(t, ['place', 'what', 'whatHappens']),
      leftOut.toSorted(byPlace).map((one) => ({ ...one, whatHappens: t.why[one.why] })),
      { title: t.leftOutTitle({ count: leftOut.length }), language },
    ),
  };
}

/** What has no one place comes last. */
function byPlace({ place: one }: LeftOut, { place: other }: LeftOut): number {
  return Number(one === '') - Number(other === '') || one.localeCompare(other, 'en', { numeric: true });
}

/** The factors with their questions, the background questions, and the comment. */
function partsOf(content: SurveyContent, language: PageLanguage) {
  const t = surveyFileTexts[language];
  const say = (text: Localized): string =>
    inLanguage(text, language) || (Object.values(text).find(Boolean) ?? '–');
  return [
    ...questionsByFactor(content).map(({ factor, questions }) => ({
      title: say(factor.title),
      questions: questions.map((question) => {
        const { facts } = questionLine(content, question, language);
        return { text: say(question.text), facts };
      }),
    })),
    ...(content.about.length > 0
      ? [
          {
            title: t.about,
            questions: content.about.map(({ text, options }) => ({
              text: say(text),
              facts: options.map(({ label }) => say(label)).join(' / '),
            })),
          },
        ]
      : []),
    ...(content.comment
      ? [{ title: t.comment, questions: [{ text: say(content.comment.text), facts: '' }] }]
      : []),
  ];
}

/** @throws Problem notFound */
async function downloadXlsform({ res, param }: StaffContext, { stores }: RoutesOptions): Promise<Reply> {
  const version = await stores.surveys.find(param('versionId'));
  if (!version) throw notYours();
  const { id, content } = version;
  res.attachment(`${content.surveyId}-${id.slice(0, 8)}.xlsx`);
  res.send(await xlsxFile(xlsformSheets(content)));
  return written;
}
