/** Group 5 of the real-time service index, for anybody. */
import { Router } from 'express';
import { readYear } from '../publicPost/input.ts';
import { remember } from '../storage/remember.ts';
import type { Stores } from '../stores.ts';
import { readLanguage } from '../web/language.ts';
import { inSameLanguage, renderPage } from '../web/page.ts';
import { frameOf, rowOf } from './indexPage.ts';
import { indexOfYear } from './indexOfYear.ts';
import { indexTexts } from './texts.ts';

export function publicIndexRoutes({ stores, now }: { stores: Stores; now: () => Date }): Router {
  const router = Router();
  const indexOf = remember((year: string) => indexOfYear(stores, year, now()), 30_000);

  router.get('/real-time-index', async (req, res) => {
    const language = readLanguage(req);
    const year = await readYear(req);
    const index = await indexOf(year);
    const other = new URLSearchParams({
      ...(year === '' ? {} : { year }),
      ...(language === 'vi' ? { lang: 'en' } : {}),
    });
    renderPage(
      res,
      'realTimeIndex/public',
      {
        language,
        title: indexTexts[language].title,
        otherLanguageUrl: `/real-time-index${other.size > 0 ? `?${other.toString()}` : ''}`,
      },
      {
        ...frameOf(index, language),
        language,
        rows: index.unitIds.map((unitId) => rowOf(index, unitId, language)),
        answersUrl: inSameLanguage('/answers', language),
      },
    );
  });

  return router;
}
