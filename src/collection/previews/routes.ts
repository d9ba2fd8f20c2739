/** Previews of a survey, published or not: on a telephone, on a kiosk, on paper. Nothing can be sent. */
import type { Request, Response, Router } from 'express';
import { param, query } from 'express-validator';
import { notYours } from '../../access/accounts/caller.ts';
import { kioskProgram } from '../kiosk/program.ts';
import { inLanguage, isPageLanguage, languageNames } from '../../platform/text/localized.ts';
import { formLayout } from '../paper/printedForm.ts';
import { printPdf } from '../../platform/print/printThread.ts';
import { Problem } from '../../platform/problem.ts';
import { emptyDraft, formLanguage, formPage, formParts, type ShownForm } from '../submissions/formPage.ts';
import { readFields } from '../../platform/web/input.ts';
import { readLanguage } from '../../access/web/language.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { renderPart } from '../../platform/web/page.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { surveyFaults } from '../../design/surveys/soundness.ts';
import { surveyVersionId, type SurveyContent } from '../../design/surveys/survey.ts';
import { surveyTexts } from '../../design/surveys/texts.ts';
import type { RoutesOptions } from '../stores.ts';

const exampleUnit = { vi: 'Đơn vị ví dụ', en: 'Example office' };

export function surveyPreviewRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();
  const { base } = kioskProgram();

  router.get('/staff/surveys/drafts/:draftId/preview/:as', async (req, res) => {
    callerOfRequest(req).demand('writeSurveys', []);
    const draft = await stores.surveyDrafts.find(req.params.draftId);
    if (!draft) throw notYours();
    if (surveyFaults(draft.content).length > 0) throw stillFaulty();
    await preview(req, res, draft.content, `/staff/surveys/drafts/${draft.id}`);
  });

  router.get('/staff/surveys/:versionId/preview/:as', async (req, res) => {
    const version = await stores.surveys.find(req.params.versionId);
    if (!version) throw notYours();
    await preview(req, res, version.content, `/staff/surveys/${version.id}`);
  });

  async function preview(req: Request, res: Response, survey: SurveyContent, backUrl: string): Promise<void> {
    const { as, language: asked } = (await readFields(req, [
      param('as').isIn(['phone', 'kiosk', 'paper']),
      query('language').optional().isString().isLength({ max: 20 }),
    ])) as { as: string; language?: string };
    const language = formLanguage(survey, asked);
    if (as === 'phone') await showPhone(req, res, survey, { language, backUrl });
    else if (as === 'kiosk') showKiosk(req, res, survey, backUrl);
    else await sendPaper(res, survey, language);
  }

  async function showPhone(
    req: Request,
    res: Response,
    survey: SurveyContent,
    { language, backUrl }: { language: string; backUrl: string },
  ): Promise<void> {
    const t = surveyTexts[readLanguage(req)];
    const shown: ShownForm = {
      survey: { id: surveyVersionId(survey), content: survey, publishedOn: '' },
      language,
      place: { action: '', doneUrl: () => '' },
      seal: '',
      unitName: exampleUnit,
      madeUp: false,
      draft: emptyDraft(),
      faults: [],
      alreadySent: false,
    };
    const { title, notice } = formPage(shown);
    const content = {
      t,
      backUrl,
      form: { language, title, notice },
      partsHtml: await renderPart(res, 'collection/submissions/parts', formParts(shown)),
      languages: survey.languages.map((tag) => ({
        name: languageNames[tag] ?? tag,
        url: `${backUrl}/preview/phone?language=${encodeURIComponent(tag)}`,
        isCurrent: tag === language,
      })),
    };
    renderStaffPage(
      req,
      res,
      'collection/previews/phone',
      { title: `${t.preview}: ${t.previews.phone}` },
      content,
    );
  }

  /** The screens of the tablet program, without a server to send to. */
  function showKiosk(req: Request, res: Response, survey: SurveyContent, backUrl: string): void {
    const language = readLanguage(req);
    allowOwnScripts(res);
    res.render('collection/previews/kiosk', {
      t: surveyTexts[language],
      language,
      base,
      backUrl,
      survey: JSON.stringify(survey),
    });
  }

  async function sendPaper(res: Response, survey: SurveyContent, asked: string): Promise<void> {
    const language = isPageLanguage(asked) ? asked : 'vi';
    const layout = formLayout(survey, { unitName: exampleUnit, madeUp: false }, language);
    const title = inLanguage(survey.title, language);
    res
      .type('application/pdf')
      .attachment('xem-truoc.pdf')
      .send(await printPdf(layout, { title, language, madeAt: now() }));
  }

  return router;
}

function stillFaulty(): Problem {
  return new Problem('conflict', { vi: surveyTexts.vi.previewLater, en: surveyTexts.en.previewLater });
}
