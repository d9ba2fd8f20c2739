/** The first page: type in a code to answer, or read the results. */
import { Router, type Request, type Response } from 'express';
import { body } from 'express-validator';
import { isAccessCode, type AccessPoint } from '../accessPoints/accessPoint.ts';
import { codeMark, readOneTimeCode, type CodeKeys } from '../codes/code.ts';
import type { PageLanguage } from '../localized.ts';
import type { Stores } from '../stores.ts';
import type { AnswerPages } from '../submissions/answerRoutes.ts';
import { publicPlace } from '../submissions/routes.ts';
import { formBody } from './formBody.ts';
import { readFields } from './input.ts';
import { readLanguage } from './language.ts';
import { inSameLanguage, otherLanguageUrl, renderPage } from './page.ts';
import { noStore } from './security.ts';

interface HomeTexts {
  readonly title: string;
  readonly intro: string;
  readonly codeLabel: string;
  readonly codeWrong: string;
  readonly answer: string;
  readonly results: string;
  readonly feedback: string;
  readonly follow: string;
  readonly answers: string;
  readonly publications: string;
  readonly measures: string;
  readonly api: string;
}

const homeTexts: Record<PageLanguage, HomeTexts> = {
  vi: {
    title: 'Lắng nghe ý kiến của người dân',
    intro: 'Trả lời phiếu khảo sát về việc phục vụ của cơ quan hành chính, hoặc xem kết quả đã công bố.',
    codeLabel: 'Mã ghi dưới mã QR, hoặc mã một lần trên phiếu được phát',
    codeWrong: 'Mã gồm 4 đến 12 chữ cái và chữ số, không có dấu. Xin xem lại mã đã in.',
    answer: 'Trả lời phiếu',
    results: 'Xem kết quả',
    feedback: 'Gửi phản ánh, kiến nghị',
    follow: 'Theo dõi phản ánh',
    answers: 'Người dân hỏi, cơ quan trả lời',
    publications: 'Kết quả đã công bố',
    measures: 'Người dân góp ý, cơ quan cam kết',
    api: 'Dữ liệu cho chương trình (API)',
  },
  en: {
    title: 'Listening to the people',
    intro: 'Answer a survey on the service of an administrative office, or read the published results.',
    codeLabel: 'Code printed under the QR code, or one-time code from your slip',
    codeWrong: 'A code has 4 to 12 letters and digits. Please look at the printed code again.',
    answer: 'Answer',
    results: 'Read the results',
    feedback: 'Give a comment',
    follow: 'Follow a comment',
    answers: 'Asked and answered',
    publications: 'Published results',
    measures: 'You said, we did',
    api: 'Data for programs (API)',
  },
};

export interface HomeRoutesOptions {
  readonly stores: Pick<Stores, 'accessPoints' | 'codes'>;
  readonly pages: AnswerPages;
  readonly codeKeys: CodeKeys;
}

export function homeRoutes({ stores, pages, codeKeys }: HomeRoutesOptions): Router {
  const router = Router();

  async function pointOfOneTimeCode(typed: string): Promise<AccessPoint | undefined> {
    const code = readOneTimeCode(typed);
    const batchId = code && (await stores.codes.findBatchId(codeMark(code, codeKeys)));
    return batchId === undefined ? undefined : await stores.accessPoints.find(batchId);
  }

  function showHome(req: Request, res: Response, typed?: string): void {
    const language = readLanguage(req);
    const t = homeTexts[language];
    const page = { language, title: t.title, otherLanguageUrl: otherLanguageUrl(req, language) };
    renderPage(res, 'web/home', page, {
      t,
      typed,
      action: inSameLanguage('/', language),
      resultsUrl: inSameLanguage('/results', language),
      links: (['publications', 'measures', 'feedback', 'follow', 'answers', 'api'] as const).map((name) => ({
        text: t[name],
        url: inSameLanguage(name === 'follow' ? '/cases' : `/${name}`, language),
      })),
    });
  }

  router.get('/', (req, res) => showHome(req, res));

  /** A one-time code goes from the body into the form at once, and into no address. */
  router.post(
    '/',
    noStore,
    ...formBody({ bytesMax: 1000, fieldsMax: 2 }),
    async (req: Request, res: Response) => {
      const { code: typed = '' } = (await readFields(req, [
        body('code').isString().trim().isLength({ max: 40 }),
      ])) as { code?: string };
      const code = typed.toUpperCase().replace(/[\s-]/g, '');
      const language = readLanguage(req);
      const point = await pointOfOneTimeCode(typed);
      if (point) {
        await pages.open(res, { point, place: publicPlace(point), language, typedCode: typed });
      } else if (isAccessCode(code)) {
        res.redirect(303, inSameLanguage(`/s/${code}`, language));
      } else {
        showHome(req, res.status(422), typed);
      }
    },
  );

  return router;
}
