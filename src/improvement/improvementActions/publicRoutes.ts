/** "You said, we did": improvement actions of public rounds, for everybody. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { line, whole } from '../../platform/web/fields.ts';
import { readQuery } from '../../platform/web/input.ts';
import { open, type Routes, type PageContext } from '../../access/web/routes.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { inSameLanguage, linkToOther } from '../../platform/web/page.ts';
import { isPublic, improvementActionWords } from './improvementActionPage.ts';
import { outcomeReader } from './outcome.ts';
import { improvementActionTexts } from './texts.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

/** Keeps a page of the longest entries within 30 KB. */
const improvementActionsPerPage = 10;

export const publicImprovementActionRoutes: Routes<RoundsRoutesOptions> = {
  'GET /improvement-actions': open(showPublicImprovementActions),
};

async function showPublicImprovementActions(
  context: PageContext,
  tools: RoundsRoutesOptions,
): Promise<Reply> {
  const { req, res, language } = context;
  const { stores, rounds, now } = tools;
  const t = improvementActionTexts[language];
  const { unit, page: location } = await readQuery(req, viewFields);
  const publicIds = new Set((await stores.rounds.list()).filter(isPublic).map(({ id }) => id));
  const found = (await stores.improvementActions.list()).filter(
    ({ roundId, unitId }) => publicIds.has(roundId) && (unit === '' || unitId === unit),
  );
  const shown = found.slice((location - 1) * improvementActionsPerPage, location * improvementActionsPerPage);
  const followed = await outcomeReader(stores, rounds, now)(shown, isPublic);
  res.set('Cache-Control', 'no-cache');
  return page(
    'improvement/improvementActions/public',
    {
      title: t.publicTitle,
      otherLanguages: linkToOther(language, (other) => urlOf({ unit, page: location, in: other })),
    },
    {
      t,
      improvementActions: followed.map((one) => ({
        ...improvementActionWords(one, language, now()),
        unitUrl: urlOf({ unit: one.improvementAction.unitId, in: language }),
      })),
      allUrl: unit === '' ? undefined : urlOf({ in: language }),
      nextUrl:
        location * improvementActionsPerPage < found.length
          ? urlOf({ unit, page: location + 1, in: language })
          : undefined,
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

const viewFields = { unit: line(100), page: whole(1, 10_000) };

function urlOf({ unit = '', page: location = 1, in: language }: View): string {
  const request = new URLSearchParams({
    ...(unit === '' ? {} : { unit }),
    ...(location === 1 ? {} : { page: String(location) }),
    ...(language === 'vi' ? {} : { lang: language }),
  }).toString();
  return request === '' ? '/improvement-actions' : `/improvement-actions?${request}`;
}
