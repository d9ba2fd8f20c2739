/** The home page: enter a code to answer, or read the results. */
import { isAccessCode, type AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { codeHash, readOneTimeCode, type CodeKeys } from '../../collection/codes/code.ts';
import { plainCode } from '../../platform/text/codeLetters.ts';
import { catalogue } from '../../platform/text/catalogue.ts';
import { isPageLanguage, pageLanguageOf } from '../../platform/text/localized.ts';
import type { Stores } from '../stores.ts';
import type { AnswerPages } from '../../collection/submissions/answerPages.ts';
import { homeNewsWords, type homeNewsReader } from './homeNews.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { publicLocation } from '../../collection/submissions/routes.ts';
import { formBody } from '../../platform/web/formBody.ts';
import { line } from '../../platform/web/fields.ts';
import { readBody } from '../../platform/web/input.ts';
import { forRespondents, type RespondentContext, type Routes } from '../../access/web/routes.ts';
import { page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { noStore } from '../../platform/web/security.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';

const homeTexts = catalogue('respondents/home');

/** Links below a heading: addresses, by the message that names each. */
const linkGroups = {
  own: { ledger: '/ledger', cases: '/cases', feedback: '/feedback' },
  work: {
    improvementActions: '/improvement-actions',
    answers: '/answers',
    rounds: '/results',
    scorecards: '/scorecards',
    realTimeIndex: '/real-time-index',
    api: '/api',
  },
} as const;

export interface HomeRoutesOptions {
  readonly stores: Pick<Stores, 'accessPoints' | 'codes'>;
  readonly pages: AnswerPages;
  readonly codeKeys: CodeKeys;
  readonly publicUrl: string | undefined;
  readonly newsOf: ReturnType<typeof homeNewsReader>;
}

/** A one-time code goes from the request body straight into the form, and never into an address. */
export const homeRoutes: Routes<HomeRoutesOptions> = {
  'GET /': forRespondents(showHome),
  'POST /': forRespondents(openByCode, [noStore, ...formBody({ bytesMax: 1000, fieldsMax: 2 })]),
};

async function pointOfOneTimeCode(tools: HomeRoutesOptions, typed: string): Promise<AccessPoint | undefined> {
  const { stores, codeKeys } = tools;
  const code = readOneTimeCode(typed);
  const batchId = code && (await stores.codes.findBatchId(codeHash(code, codeKeys)));
  return batchId === undefined ? undefined : await stores.accessPoints.find(batchId);
}

async function showHome(
  context: RespondentContext,
  tools: HomeRoutesOptions,
  typed?: string,
): Promise<Reply> {
  const { req, language } = context;
  const { publicUrl, newsOf } = tools;
  // A mistyped code needs the field alone; results are in the languages of staff pages.
  const news = typed === undefined && isPageLanguage(language) ? await newsOf('') : undefined;
  const t = homeTexts[language];
  const origin = siteOrigin(req, publicUrl);
  const preview = { description: t.intro, origin, path: inSameLanguage('/', language) };
  return page(
    'app/home/home',
    { title: t.title, preview, status: typed === undefined ? undefined : 422 },
    {
      t,
      results: resultTexts[pageLanguageOf(language)],
      news: news && homeNewsWords(news, pageLanguageOf(language)),
      hasCharts: news !== undefined,
      typed,
      action: inSameLanguage('/', language),
      publicationsUrl: inSameLanguage('/publications', language),
      groups: Object.entries(linkGroups).map(([group, links]) => ({
        title: t[group as keyof typeof linkGroups],
        links: Object.entries(links).map(([name, path]) => ({
          text: (t as Readonly<Record<string, unknown>>)[name],
          url: inSameLanguage(path, language),
        })),
      })),
    },
  );
}

async function openByCode(context: RespondentContext, tools: HomeRoutesOptions): Promise<Reply> {
  const { req, res, language } = context;
  const { code: typed } = await readBody(req, { code: line(40) });
  const code = plainCode(typed);
  const point = await pointOfOneTimeCode(tools, typed);
  if (point) {
    await tools.pages.open(res, { point, location: publicLocation(point), language, typedCode: typed });
    return sent;
  }
  if (isAccessCode(code)) return seeOther(inSameLanguage(`/s/${code}`, language));
  return await showHome(context, tools, typed);
}
