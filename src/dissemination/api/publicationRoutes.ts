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
import { parquetMediaType } from '../../platform/tables/table.ts';
import { aggregatesNotes, aggregatesTable } from '../exports/aggregates.ts';
import { sendBody, sendJson, sendPage } from './apiAnswer.ts';
import { apiLanguage, apiRouter, parametersOf } from './apiRouter.ts';
import { pageOfList } from './cursor.ts';
import { notThere, type Paging } from './roundRoutes.ts';
import type { Stores } from '../stores.ts';

const listedMax = 10_000;

type PublicationApiStores = Pick<Stores, 'publications' | 'ledger' | 'logEntries'>;

export function publicationApiRoutes({ stores }: { readonly stores: PublicationApiStores }): Router {
  const router = apiRouter();
  const { publications } = stores;

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

  router.get('/api/v1/publications/:roundId/:number/table', async (req, res) => {
    const publication = await publicationOf(req);
    const found = { publication, content: await publications.content(publication) };
    const language = apiLanguage(req);
    const { columns, rows } = aggregatesTable(found, 'long', language);
    const named = columns.map((column) => ({ ...column, heading: column.key })); // the same in every language
    const { parquetFile } = await import('../../platform/tables/parquetWriter.ts');
    const file = await parquetFile({ columns: named, rows }, aggregatesNotes(found, language));
    res.attachment(`${publication.roundId}-${publication.number}.parquet`);
    sendBody(req, res, file, parquetMediaType);
  });

  return router;
}
