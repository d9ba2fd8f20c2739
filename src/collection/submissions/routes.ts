/** The public addresses for answering. */
import { sent, type Reply } from '../../access/web/reply.ts';
import { open, type PageContext, type Routes } from '../../access/web/routes.ts';
import { isAccessCode, whereAnswered, type AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { Problem, type Sentence } from '../../platform/problem.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import type { AnswerPages } from './answerPages.ts';
import type { FormLookups } from './formLookups.ts';
import type { AnswerContext } from './formPage.ts';
import { groupedCode } from '../../platform/text/codeLetters.ts';

interface SubmissionTools {
  readonly pages: AnswerPages;
  readonly lookups: FormLookups;
}

export const submissionRoutes: Routes<SubmissionTools> = {
  'GET /s/:accessCode': open(openPublicForm),
  'POST /s/:accessCode': open(receivePublicForm),
};

async function openPublicForm(
  { req, res, param }: PageContext,
  { pages, lookups }: SubmissionTools,
): Promise<Reply> {
  const code = param('accessCode').toUpperCase();
  const point = isAccessCode(code) ? await lookups.findPointByCode(code) : undefined;
  if (!point) throw unknownAccessCode();
  const { lang } = req.query;
  const language = typeof lang === 'string' ? lang : undefined;
  await pages.open(res, { point, location: publicLocation(point), language });
  return sent;
}

async function receivePublicForm({ req, res }: PageContext, { pages }: SubmissionTools): Promise<Reply> {
  await pages.receive(req, res, publicLocation);
  return sent;
}

/** @throws Problem forbidden if answers at the point do not come from the public's own browsers */
export function publicLocation(point: AccessPoint): AnswerContext {
  const where = whereAnswered(point.channel);
  if (where !== 'publicAddress') throw new Problem('forbidden', elsewhere[where]);
  return {
    action: `/s/${point.code}`,
    doneUrl: (receiptCode, language) => inSameLanguage(`/receipts/${groupedCode(receiptCode)}`, language),
  };
}

const elsewhere: Record<Exclude<ReturnType<typeof whereAnswered>, 'publicAddress'>, Sentence> = {
  kiosk: {
    vi: 'Điểm khảo sát này được trả lời trên máy đặt tại cơ quan. Nếu muốn trả lời bằng điện thoại, xin quét mã QR niêm yết tại cơ quan.',
    en: 'This point is answered on the office’s device. To answer on your own telephone, please scan the QR code on display at the office.',
  },
  paper: {
    vi: 'Điểm khảo sát này dùng phiếu giấy. Xin điền vào tờ phiếu được phát và nộp lại tại cơ quan.',
    en: 'This point is answered on paper. Please fill in the sheet that you were given and hand it in at the office.',
  },
  interviewer: {
    vi: 'Điểm khảo sát này do người phỏng vấn hỏi và nhập. Nếu muốn tự trả lời, xin quét mã QR niêm yết tại cơ quan.',
    en: 'At this point an interviewer asks and enters the answers. To answer by yourself, please scan the QR code on display at the office.',
  },
  import: {
    vi: 'Điểm khảo sát này chỉ nhận phiếu từ tệp của cơ quan, không trả lời trực tiếp được.',
    en: 'This point takes answers from the office’s files only; it cannot be answered here.',
  },
};

function unknownAccessCode(): Problem {
  return new Problem('notFound', {
    vi: 'Không có điểm khảo sát nào mang mã này. Xin kiểm tra lại mã hoặc quét lại mã QR.',
    en: 'There is no access point with this code. Please check the code or scan the QR code again.',
  });
}
