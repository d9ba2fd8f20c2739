/** The description of the API: OpenAPI for programs, a page for people. */
import { Router } from 'express';
import { sendJson } from './apiAnswer.ts';
import { apiLanguage, apiRouter } from './apiRouter.ts';
import { readLanguage } from '../../access/web/language.ts';
import { otherLanguageUrl, renderPage } from '../../platform/web/page.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { descriptionPage } from './descriptionPage.ts';
import { findExamples } from './findExamples.ts';
import { openApi } from './openapi.ts';
import type { Limits } from './requestLimits.ts';
import { apiTexts } from './texts.ts';
import type { Stores } from '../stores.ts';

export interface DescriptionOptions {
  readonly stores: Pick<Stores, 'rounds' | 'publications' | 'ledger'>;
  readonly publicUrl: string | undefined;
  readonly limits: Limits;
  readonly now: () => Date;
}

export function descriptionRoutes({ stores, publicUrl, now }: Omit<DescriptionOptions, 'limits'>): Router {
  const router = apiRouter();

  router.get('/api/v1/openapi.json', async (req, res) => {
    const language = apiLanguage(req);
    res.set('Content-Language', language);
    sendJson(req, res, openApi(language, siteOrigin(req, publicUrl), await findExamples(stores, now())));
  });

  return router;
}

export function descriptionPageRoutes({ stores, publicUrl, limits, now }: DescriptionOptions): Router {
  const router = Router();

  router.get('/api', async (req, res) => {
    const language = readLanguage(req);
    const { title } = apiTexts[language];
    const page = { language, title, otherLanguageUrl: otherLanguageUrl(req, language) };
    const examples = await findExamples(stores, now());
    const origin = siteOrigin(req, publicUrl);
    renderPage(
      res,
      'dissemination/api/description',
      page,
      descriptionPage({ language, origin, limits, examples }),
    );
  });

  return router;
}
