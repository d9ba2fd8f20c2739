/** Group 5 of the service index, for everybody. */
import { readQuery } from '../../platform/web/input.ts';
import { yearField } from '../postalService/input.ts';
import { remember } from '../../platform/storage/remember.ts';
import { tableRows } from '../../access/web/columns.ts';
import { open, type Routes, type PageContext } from '../../access/web/routes.ts';
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { inSameLanguage, linkToOther } from '../../platform/web/page.ts';
import { sendDownload, downloadLinks } from '../../platform/web/download.ts';
import { downloadSource, frameOf, pointsColumns, indexKey, indexTable, rowOf } from './indexPage.ts';
import { indexOfYear } from './indexOfYear.ts';
import { indexTexts } from './texts.ts';
import type { Stores } from '../stores.ts';

/** The index of each year for citizens; new after half a minute. */
export function realTimeIndexReader(stores: Stores, now: () => Date) {
  return remember((year: string) => indexOfYear(stores, year, now()), 30_000);
}

interface PublicIndexRoutesOptions {
  readonly realTimeIndexOf: ReturnType<typeof realTimeIndexReader>;
}

export const publicIndexRoutes: Routes<PublicIndexRoutesOptions> = {
  'GET /real-time-index': open(showPublicIndex),
};

async function showPublicIndex(
  { req, res, language }: PageContext,
  { realTimeIndexOf }: PublicIndexRoutesOptions,
): Promise<Reply> {
  const { year } = await readQuery(req, yearField);
  const index = await realTimeIndexOf(year);
  const { unitIds } = index;
  const { title, unit } = indexTexts[language];
  const parts =
    unitIds.length > 0 ? [{ key: indexKey, title, table: indexTable(index, unitIds, language) }] : [];
  if (await sendDownload(req, res, parts, downloadSource(index, language))) return sent;
  const elsewhere = new URLSearchParams({
    ...(year === '' ? {} : { year }),
    ...(language === 'vi' ? { lang: 'en' } : {}),
  });
  return page(
    'improvement/realTimeIndex/public',
    {
      title,
      otherLanguages: linkToOther(
        language,
        () => `/real-time-index${elsewhere.size > 0 ? `?${elsewhere.toString()}` : ''}`,
      ),
    },
    {
      ...frameOf(index, language),
      language,
      rows: tableRows(
        [{ key: 'name', heading: unit }, ...pointsColumns(language)],
        unitIds.map((unitId) => rowOf(index, unitId, language)),
        { title, language },
      ),
      take: downloadLinks(req, parts, language),
      answersUrl: inSameLanguage('/answers', language),
    },
  );
}
