/** The home page: enter a code to answer, or read the results. */
import { body } from 'express-validator';
import { isAccessCode, type AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { codeHash, readOneTimeCode, type CodeKeys } from '../../collection/codes/code.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Stores } from '../stores.ts';
import type { AnswerPages } from '../../collection/submissions/answerPages.ts';
import { homeNewsWords, type homeNewsReader } from './homeNews.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { publicLocation } from '../../collection/submissions/routes.ts';
import { formBody } from '../../platform/web/formBody.ts';
import { readFields } from '../../platform/web/input.ts';
import { open, type Routes, type PageContext } from '../../access/web/routes.ts';
import { page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { noStore } from '../../platform/web/security.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';

interface HomeTexts {
  readonly title: string;
  readonly intro: string;
  readonly codeLabel: string;
  readonly codeWrong: string;
  readonly answer: string;
  readonly publications: string;
  readonly news: {
    readonly title: string;
    readonly best: string;
    readonly worst: string;
    readonly done: string;
  };
  readonly groups: readonly HomeGroup[];
}

interface HomeGroup {
  readonly title: string;
  readonly links: readonly (readonly [path: string, text: string])[];
}

const homeTexts: Record<PageLanguage, HomeTexts> = {
  vi: {
    title: 'Lắng nghe ý kiến của người dân',
    intro: 'Trả lời phiếu khảo sát về việc phục vụ của cơ quan hành chính, hoặc xem kết quả đã công bố.',
    codeLabel: 'Mã ghi dưới mã QR, hoặc mã một lần trên phiếu được phát',
    codeWrong: 'Mã gồm 4 đến 12 chữ cái và chữ số, không có dấu. Xin xem lại mã đã in.',
    answer: 'Trả lời phiếu',
    publications: 'Xem kết quả đã công bố',
    news: {
      title: 'Kết quả công bố gần nhất',
      best: 'Yếu tố cao nhất',
      worst: 'Yếu tố thấp nhất',
      done: 'Cơ quan đang làm gì',
    },
    groups: [
      {
        title: 'Phiếu và phản ánh của ông/bà',
        links: [
          ['/ledger', 'Kiểm tra phiếu của mình bằng mã biên nhận'],
          ['/cases', 'Theo dõi phản ánh'],
          ['/feedback', 'Gửi phản ánh, kiến nghị'],
        ],
      },
      {
        title: 'Kết quả và việc cơ quan làm',
        links: [
          ['/improvement-actions', 'Người dân nói, cơ quan làm'],
          ['/answers', 'Người dân hỏi, cơ quan trả lời'],
          ['/results', 'Kết quả của từng đợt, kể cả đợt đang mở'],
          ['/scorecards', 'Chỉ số cải cách hành chính (PAR INDEX)'],
          ['/real-time-index', 'Chỉ số phục vụ (Quyết định 766)'],
          ['/api', 'Dữ liệu mở cho chương trình (API)'],
        ],
      },
    ],
  },
  en: {
    title: 'Listening to the people',
    intro: 'Answer a survey on the service of an administrative office, or read the published results.',
    codeLabel: 'Code printed under the QR code, or one-time code from your slip',
    codeWrong: 'A code has 4 to 12 letters and digits. Please look at the printed code again.',
    answer: 'Answer',
    publications: 'Read the published results',
    news: {
      title: 'Latest published results',
      best: 'Best factor',
      worst: 'Weakest factor',
      done: 'What is being done',
    },
    groups: [
      {
        title: 'Your form and your comments',
        links: [
          ['/ledger', 'Check your form by its receipt code'],
          ['/cases', 'Follow a comment'],
          ['/feedback', 'Give a comment'],
        ],
      },
      {
        title: 'Results, and what offices do',
        links: [
          ['/improvement-actions', 'You said, we did'],
          ['/answers', 'Asked and answered'],
          ['/results', 'Results by round, open rounds too'],
          ['/scorecards', 'PAR INDEX'],
          ['/real-time-index', 'Service index (Decision 766)'],
          ['/api', 'Open data for programs (API)'],
        ],
      },
    ],
  },
};

export interface HomeRoutesOptions {
  readonly stores: Pick<Stores, 'accessPoints' | 'codes'>;
  readonly pages: AnswerPages;
  readonly codeKeys: CodeKeys;
  readonly publicUrl: string | undefined;
  readonly newsOf: ReturnType<typeof homeNewsReader>;
}

/** A one-time code goes from the request body straight into the form, and never into an address. */
export const homeRoutes: Routes<HomeRoutesOptions> = {
  'GET /': open(openHome),
  'POST /': open(openByCode, [noStore, ...formBody({ bytesMax: 1000, fieldsMax: 2 })]),
};

async function pointOfOneTimeCode(tools: HomeRoutesOptions, typed: string): Promise<AccessPoint | undefined> {
  const { stores, codeKeys } = tools;
  const code = readOneTimeCode(typed);
  const batchId = code && (await stores.codes.findBatchId(codeHash(code, codeKeys)));
  return batchId === undefined ? undefined : await stores.accessPoints.find(batchId);
}

async function showHome(context: PageContext, tools: HomeRoutesOptions, typed?: string): Promise<Reply> {
  const { req, language } = context;
  const { publicUrl, newsOf } = tools;
  const news = typed === undefined ? await newsOf('') : undefined; // a mistyped code needs the field alone
  const t = homeTexts[language];
  const origin = siteOrigin(req, publicUrl);
  const preview = { description: t.intro, origin, path: inSameLanguage('/', language) };
  return page(
    'app/home/home',
    { title: t.title, preview },
    {
      t,
      results: resultTexts[language],
      news: news && homeNewsWords(news, language),
      hasCharts: news !== undefined,
      typed,
      action: inSameLanguage('/', language),
      publicationsUrl: inSameLanguage('/publications', language),
      groups: t.groups.map(({ title, links }) => ({
        title,
        links: links.map(([path, text]) => ({ text, url: inSameLanguage(path, language) })),
      })),
    },
  );
}

async function openHome(context: PageContext, tools: HomeRoutesOptions): Promise<Reply> {
  return await showHome(context, tools);
}

async function openByCode(context: PageContext, tools: HomeRoutesOptions): Promise<Reply> {
  const { req, res, language } = context;
  const { code: typed = '' } = (await readFields(req, [
    body('code').isString().trim().isLength({ max: 40 }),
  ])) as { code?: string };
  const code = typed.toUpperCase().replace(/[\s-]/g, '');
  const point = await pointOfOneTimeCode(tools, typed);
  if (point) {
    await tools.pages.open(res, { point, location: publicLocation(point), language, typedCode: typed });
    return sent;
  }
  if (isAccessCode(code)) return seeOther(inSameLanguage(`/s/${code}`, language));
  res.status(422);
  return await showHome(context, tools, typed);
}
