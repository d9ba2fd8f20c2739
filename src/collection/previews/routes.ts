/** Previews of a survey, published or not: on a telephone, on a kiosk, on paper. Nothing can be sent. */
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { notYours } from '../../access/accounts/caller.ts';
import { kioskProgram } from '../kiosk/program.ts';
import { inEveryLanguage, isLanguage } from '../../platform/text/catalogue.ts';
import { inLanguage, languageNames } from '../../platform/text/localized.ts';
import { formLayout } from '../paper/printedForm.ts';
import { printPdf } from '../../platform/print/printThread.ts';
import type { Problem } from '../../platform/problem.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { emptyDraft, formPage, formParts, type ShownForm } from '../submissions/formPage.ts';
import { line } from '../../platform/web/fields.ts';
import { malformedRequest, readQuery } from '../../platform/web/input.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { renderPart } from '../../platform/web/page.ts';
import { shownPart } from '../../design/surveys/items.ts';
import { surveyErrors } from '../../design/surveys/soundness.ts';
import { surveyVersionId, type SurveyContent } from '../../design/surveys/survey.ts';
import { surveyTexts } from '../../design/surveys/texts.ts';
import { noRecordings } from '../../design/recordings/recording.ts';
import type { RoutesOptions } from '../stores.ts';

const exampleUnit = inEveryLanguage(surveyTexts, (t) => t.exampleUnit);

export const routes: Routes<RoutesOptions> = {
  'GET /staff/surveys/drafts/:draftId/preview/:as': may('writeSurveys', previewDraft),
  'GET /staff/surveys/:versionId/preview/:as': may('seeSurveys', previewVersion),
};

async function previewDraft(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller } = context;
  const { stores } = tools;
  caller.demand('writeSurveys', []);
  const draft = await stores.surveyDrafts.find(context.param('draftId'));
  if (!draft) throw notYours();
  return await preview(context, tools, draft.content, `/staff/surveys/drafts/${draft.id}`);
}

async function previewVersion(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { stores } = tools;
  const version = await stores.surveys.find(context.param('versionId'));
  if (!version) throw notYours();
  return await preview(context, tools, version.content, `/staff/surveys/${version.id}`);
}

async function preview(
  context: StaffContext,
  tools: RoutesOptions,
  survey: SurveyContent,
  backUrl: string,
): Promise<Reply> {
  const as = context.param('as');
  if (!['phone', 'kiosk', 'paper'].includes(as)) throw malformedRequest();
  const { language: asked } = await readQuery(context.req, { language: line(20) });
  const language = survey.languages.find((one) => one === asked) ?? survey.languages[0] ?? 'vi';
  if (as === 'phone') return await showPhone(context, shownPart(survey), { shownIn: language, backUrl });
  if (surveyErrors(survey).length > 0) throw stillInvalid();
  if (as === 'kiosk') return showKiosk(context, survey, backUrl);
  return await sendPaper(context, tools, survey, language);
}

async function showPhone(
  { res, language }: StaffContext,
  survey: SurveyContent,
  { shownIn, backUrl }: { shownIn: string; backUrl: string },
): Promise<Reply> {
  const t = surveyTexts[language];
  const shown: ShownForm = {
    survey: { id: surveyVersionId(survey), content: survey, publishedOn: '' },
    language: shownIn,
    languages: survey.languages,
    location: { action: '', doneUrl: () => '' },
    seal: '',
    unitName: exampleUnit,
    madeUp: false,
    recordings: noRecordings,
    draft: emptyDraft(),
    errors: [],
    alreadySent: false,
  };
  const { title, notice } = formPage(shown);
  const content = {
    t,
    backUrl,
    form: { language: shownIn, title, notice },
    partsHtml: await renderPart(res, 'collection/submissions/parts', formParts(shown)),
    languages: survey.languages.map((tag) => ({
      name: languageNames[tag] ?? tag,
      url: `${backUrl}/preview/phone?language=${encodeURIComponent(tag)}`,
      isCurrent: tag === shownIn,
    })),
  };
  return page('collection/previews/phone', { title: `${t.preview}: ${t.previews.phone}` }, content);
}

/** The screens of the tablet program, without a server to send to. */
function showKiosk({ res, language }: StaffContext, survey: SurveyContent, backUrl: string): Reply {
  allowOwnScripts(res);
  res.render('collection/previews/kiosk', {
    t: surveyTexts[language],
    language,
    base: kioskProgram().base,
    backUrl,
    survey: JSON.stringify(survey),
  });
  return sent;
}

async function sendPaper(
  { res }: StaffContext,
  { now }: RoutesOptions,
  survey: SurveyContent,
  asked: string,
): Promise<Reply> {
  const language = isLanguage(asked) ? asked : 'vi';
  const layout = formLayout(survey, { unitName: exampleUnit, madeUp: false }, language);
  const title = inLanguage(survey.title, language);
  res
    .type('application/pdf')
    .attachment('xem-truoc.pdf')
    .send(await printPdf(layout, { title, language, madeAt: now() }));
  return sent;
}

function stillInvalid(): Problem {
  return problemOf('conflict', surveyTexts, (t) => t.previewLater);
}
