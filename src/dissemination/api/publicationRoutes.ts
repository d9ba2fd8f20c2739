/** Publications for programs, byte for byte as frozen. */
import type { Request, Router } from 'express';
import {
  bundleText,
  isPublished,
  publicParts,
  type Publication,
} from '../../processing/published/publication.ts';
import { publicationProof } from '../publications/publicationProof.ts';
import { listPublished } from '../../processing/published/standing.ts';
import { publicationFiles } from '../exports/publicationFiles.ts';
import { sendBody, sendJson, sendPage } from './apiAnswer.ts';
import { apiLanguage, apiRouter, parametersOf } from './apiRouter.ts';
import { pageOfList } from './cursor.ts';
import { notThere, type Paging } from './roundRoutes.ts';
import type { Stores } from '../stores.ts';

const listedMax = 10_000;

type PublicationApiStores = Pick<Stores, 'publications' | 'surveys' | 'ledger' | 'logEntries'>;

export function publicationApiRoutes({ stores }: { readonly stores: PublicationApiStores }): Router {
  const router = apiRouter();
  const { publications, surveys } = stores;

  /** @throws Problem notFound */
  async function publicationOf(req: Request): Promise<Publication> {
    const { roundId, number } = parametersOf(req) as { roundId: string; number: number };
    const found = (await listPublished(publications, roundId)).find((one) => one.number === number);
    if (!found) throw notThere();
    return found;
  }

  router.get('/api/v1/publications', async (req, res) => {
    const { roundId, ...paging } = parametersOf(req) as Paging & { roundId?: string };
    const all =
      roundId === undefined
        ? await publications.list(listedMax, isPublished)
        : (await listPublished(publications, roundId)).toReversed();
    const { items, ...rest } = pageOfList(all, ({ id }) => id, paging);
    sendPage(req, res, { items: items.map(publicParts), ...rest });
  });

  router.get('/api/v1/publications/:roundId/:number', async (req, res) => {
    const publication = await publicationOf(req);
    const proof = await publicationProof(stores, publication, await publications.content(publication));
    sendJson(req, res, bundleText(publication, await publications.text(publication), proof));
  });

  router.get('/api/v1/publications/:roundId/:number/units/:unitId', async (req, res) => {
    const { units } = await publications.content(await publicationOf(req));
    const unit = units.find(({ id }) => id === (parametersOf(req) as { unitId: string }).unitId);
    if (!unit) throw notThere();
    sendJson(req, res, unit);
  });

  for (const { key, ending, mediaType, make } of publicationFiles) {
    router.get(`/api/v1/publications/:roundId/:number/${key}`, async (req, res) => {
      const publication = await publicationOf(req);
      const content = await publications.content(publication);
      const survey = await surveys.find(content.surveyVersionId);
      if (!survey) throw notThere();
      const file = await make({ publication, content, survey: survey.content }, apiLanguage(req));
      res.attachment(`${publication.roundId}-${publication.number}.${ending}`);
      sendBody(req, res, file, mediaType);
    });
  }

  return router;
}
