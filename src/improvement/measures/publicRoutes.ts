/** "You said, we did": improvement actions of public rounds, for everybody. */
import { Router, type Request } from 'express';
import { query } from 'express-validator';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { readFields } from '../../platform/web/input.ts';
import { readLanguage } from '../../access/web/language.ts';
import { inSameLanguage, renderPage } from '../../platform/web/page.ts';
import { isPublic, measureWords } from './measurePage.ts';
import { outcomeReader } from './outcome.ts';
import { measureTexts } from './texts.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

/** Keeps a page of the longest entries within 30 KB. */
const measuresPerPage = 10;

export function publicMeasureRoutes({ stores, rounds, now }: RoundsRoutesOptions): Router {
  const router = Router();
  const outcomesOf = outcomeReader(stores, rounds, now);

  router.get('/measures', async (req, res) => {
    const language = readLanguage(req);
    const t = measureTexts[language];
    const { unit, page } = await readView(req);
    const publicIds = new Set((await stores.rounds.list()).filter(isPublic).map(({ id }) => id));
    const found = (await stores.measures.list()).filter(
      ({ roundId, unitId }) => publicIds.has(roundId) && (unit === '' || unitId === unit),
    );
    const shown = found.slice((page - 1) * measuresPerPage, page * measuresPerPage);
    const followed = await outcomesOf(shown, isPublic);
    res.set('Cache-Control', 'no-cache');
    renderPage(
      res,
      'improvement/measures/public',
      {
        language,
        title: t.publicTitle,
        otherLanguageUrl: urlOf({ unit, page, in: language === 'vi' ? 'en' : 'vi' }),
      },
      {
        t,
        measures: followed.map((one) => ({
          ...measureWords(one, language, now()),
          unitUrl: urlOf({ unit: one.measure.unitId, in: language }),
        })),
        allUrl: unit === '' ? undefined : urlOf({ in: language }),
        nextUrl:
          page * measuresPerPage < found.length ? urlOf({ unit, page: page + 1, in: language }) : undefined,
        resultsUrl: inSameLanguage('/results', language),
      },
    );
  });

  return router;
}

interface View {
  /** Empty: all units. */
  readonly unit?: string;
  readonly page?: number;
  readonly in: PageLanguage;
}

function urlOf({ unit = '', page = 1, in: language }: View): string {
  const wish = new URLSearchParams({
    ...(unit === '' ? {} : { unit }),
    ...(page === 1 ? {} : { page: String(page) }),
    ...(language === 'vi' ? {} : { lang: language }),
  }).toString();
  return wish === '' ? '/measures' : `/measures?${wish}`;
}

async function readView(req: Request): Promise<{ unit: string; page: number }> {
  const fields = await readFields(req, [
    query('unit').default('').isString().isLength({ max: 100 }),
    query('page').default(1).isInt({ min: 1, max: 10_000 }).toInt(),
  ]);
  return fields as { unit: string; page: number };
}
