/** The public addresses for answering. */
import { sent, type Reply } from '../../access/web/reply.ts';
import { forRespondents, type RespondentContext, type Routes } from '../../access/web/routes.ts';
import { isAccessCode, whereAnswered, type AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import type { Problem } from '../../platform/problem.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import type { AnswerPages } from './answerPages.ts';
import type { FormLookups } from './formLookups.ts';
import type { AnswerContext } from './formPage.ts';
import { submissionProblem } from './texts.ts';
import { groupedCode } from '../../platform/text/codeLetters.ts';

interface SubmissionTools {
  readonly pages: AnswerPages;
  readonly lookups: FormLookups;
}

export const submissionRoutes: Routes<SubmissionTools> = {
  'GET /s/:accessCode': forRespondents(openPublicForm),
  'POST /s/:accessCode': forRespondents(receivePublicForm),
};

async function openPublicForm(
  { req, res, param }: RespondentContext,
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

async function receivePublicForm(
  { req, res }: RespondentContext,
  { pages }: SubmissionTools,
): Promise<Reply> {
  await pages.receive(req, res, publicLocation);
  return sent;
}

/** @throws Problem forbidden if answers at the point do not come from the public's own browsers */
export function publicLocation(point: AccessPoint): AnswerContext {
  const where = whereAnswered(point.channel);
  if (where !== 'publicAddress') throw submissionProblem('forbidden', (problems) => problems[where]);
  return {
    action: `/s/${point.code}`,
    doneUrl: (receiptCode, language) => inSameLanguage(`/receipts/${groupedCode(receiptCode)}`, language),
  };
}

function unknownAccessCode(): Problem {
  return submissionProblem('notFound', ({ unknownAccessCode: sentence }) => sentence);
}
