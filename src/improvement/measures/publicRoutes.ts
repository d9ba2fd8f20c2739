/** "You said, we did": improvement actions of public rounds, for everybody. */
import { type Request } from 'express';
import { query } from 'express-validator';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { readFields } from '../../platform/web/input.ts';
import { open, type Routes, type PageContext } from '../../access/web/routes.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { isPublic, measureWords } from './measurePage.ts';
import { outcomeReader } from './outcome.ts';
import { measureTexts } from './texts.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

/** Keeps a page of the longest entries within 30 KB. */
const measuresPerPage = 10;

export const publicMeasureRoutes: Routes<RoundsRoutesOptions> = {
  'GET /measures': open(showPublicMeasures),
};

async function showPublicMeasures(context: PageContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req, res, language } = context;
  const { stores, rounds, now } = tools;
  const t = measureTexts[language];
  const { unit, page: place } = await readView(req);
  const publicIds = new Set((await stores.rounds.list()).filter(isPublic).map(({ id }) => id));
  const found = (await stores.measures.list()).filter(
    ({ roundId, unitId }) => publicIds.has(roundId) && (unit === '' || unitId === unit),
  );
  const shown = found.slice((place - 1) * measuresPerPage, place * measuresPerPage);
  const followed = await outcomeReader(stores, rounds, now)(shown, isPublic);
  res.set('Cache-Control', 'no-cache');
  return page(
    'improvement/measures/public',
    {
      title: t.publicTitle,
      otherLanguageUrl: urlOf({ unit, page: place, in: language === 'vi' ? 'en' : 'vi' }),
    },
    {
      t,
      measures: followed.map((one) => ({
        ...measureWords(one, language, now()),
        unitUrl: urlOf({ unit: one.measure.unitId, in: language }),
      })),
      allUrl: unit === '' ? undefined : urlOf({ in: language }),
      nextUrl:
        place * measuresPerPage < found.length ? urlOf({ unit, page: place + 1, in: language }) : undefined,
      resultsUrl: inSameLanguage('/results', language),
    },
  );
}

interface View {
  /** Empty: all units. */
  readonly unit?: string;
  readonly page?: number;
  readonly in: PageLanguage;
}

function urlOf({ unit = '', page: place = 1, in: language }: View): string {
  const wish = new URLSearchParams({
    ...(unit === '' ? {} : { unit }),
    ...(place === 1 ? {} : { page: String(place) }),
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
