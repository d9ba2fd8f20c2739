/** The description of the API: OpenAPI for programs, a page for people. */
import compression from 'compression';
import type { RequestHandler, Router } from 'express';
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { open, type PageContext, type Routes } from '../../access/web/routes.ts';
import { sendJson } from './apiAnswer.ts';
import { apiLanguage, apiRouter, parametersOf } from './apiRouter.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { sendForGood } from '../../platform/web/page.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { descriptionPage } from './descriptionPage.ts';
import { findExamples } from './findExamples.ts';
import { openApi } from './openapi.ts';
import { notThere } from './roundRoutes.ts';
import { usualLimits, type Limits } from './requestLimits.ts';
import { schemaDocument } from './schemas.ts';
import { viewerFiles, viewerPath } from './viewer.ts';
import { apiTexts } from './texts.ts';
import type { Stores } from '../stores.ts';

interface DescriptionTools {
  readonly stores: Pick<Stores, 'rounds' | 'publications' | 'ledger'>;
  readonly publicUrl: string | undefined;
  readonly now: () => Date;
  readonly apiLimits?: Limits | undefined;
}

export function descriptionRoutes({ stores, publicUrl, now }: DescriptionTools): Router {
  const router = apiRouter();

  router.get('/api/v1/openapi.json', async (req, res) => {
    const language = apiLanguage(req);
    res.set('Content-Language', language);
    sendJson(req, res, openApi(language, siteOrigin(req, publicUrl), await findExamples(stores, now())));
  });

  router.get('/api/v1/schemas/:file', (req, res) => {
    const { file } = parametersOf(req) as { file: string };
    sendJson(req, res, schemaDocument(file, siteOrigin(req, publicUrl)));
  });

  return router;
}

export const descriptionPageRoutes: Routes<DescriptionTools> = {
  'GET /api': open(openDescription),
  'GET /api/try': open(openViewer),
  [`GET ${viewerPath}/:version/:file`]: open(sendViewerFile),
};

export const before: Readonly<Record<string, readonly RequestHandler[]>> = { [viewerPath]: [compression()] };

async function openDescription(context: PageContext, tools: DescriptionTools): Promise<Reply> {
  const { req, language } = context;
  const { stores, publicUrl, apiLimits: limits = usualLimits, now } = tools;
  const examples = await findExamples(stores, now());
  const origin = siteOrigin(req, publicUrl);
  const content = descriptionPage({ language, origin, limits, examples });
  return page('dissemination/api/description', { title: apiTexts[language].title }, content);
}

function openViewer({ res, language }: PageContext): Reply {
  allowOwnScripts(res);
  const [style, script] = viewerFiles().keys();
  const t = apiTexts[language];
  return page('dissemination/api/try', { title: t.trying.title }, { t, style, script });
}

/** Statuses: 200; 404 for any file or version but those of the page. */
function sendViewerFile({ req, res }: PageContext): Reply {
  const file = viewerFiles().get(req.path);
  if (file === undefined) throw notThere();
  sendForGood(res, file);
  return sent;
}
