/** Group 5 of the service index, for everybody. */
import { Router } from 'express';
import { readYear } from '../publicPost/input.ts';
import { remember } from '../../platform/storage/remember.ts';
import { readLanguage } from '../../access/web/language.ts';
import { inSameLanguage, renderPage } from '../../platform/web/page.ts';
import { sendTaken, takeLinks } from '../../platform/web/takeAway.ts';
import { frameOf, indexTaken, rowOf } from './indexPage.ts';
import { indexOfYear } from './indexOfYear.ts';
import { indexTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

export function publicIndexRoutes({ stores, now }: RoutesOptions): Router {
  const router = Router();
  const indexOf = remember((year: string) => indexOfYear(stores, year, now()), 30_000);

  router.get('/real-time-index', async (req, res) => {
    const language = readLanguage(req);
    const year = await readYear(req);
    const index = await indexOf(year);
    const parts = indexTaken(index, index.unitIds, language);
    const { lead } = indexTexts[language];
    const from = { name: `chi-so-766-${index.year}`, language, notes: [lead], isMadeUp: index.madeUp };
    if (await sendTaken(req, res, parts, from)) return;
    const other = new URLSearchParams({
      ...(year === '' ? {} : { year }),
      ...(language === 'vi' ? { lang: 'en' } : {}),
    });
    renderPage(
      res,
      'improvement/realTimeIndex/public',
      {
        language,
        title: indexTexts[language].title,
        otherLanguageUrl: `/real-time-index${other.size > 0 ? `?${other.toString()}` : ''}`,
      },
      {
        ...frameOf(index, language),
        language,
        rows: index.unitIds.map((unitId) => rowOf(index, unitId, language)),
        take: takeLinks(req, parts, language),
        answersUrl: inSameLanguage('/answers', language),
      },
    );
  });

  return router;
}
