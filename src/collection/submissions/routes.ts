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

export interface SubmissionTools {
  readonly pages: AnswerPages;
  readonly lookups: FormLookups;
}

export const submissionRoutes: Routes<SubmissionTools> = {
  'GET /s/:accessCode': forRespondents((context, tools) => openPublicForm(context, tools, publicLocation)),
  'POST /s/:accessCode': forRespondents((context, tools) =>
    receivePublicForm(context, tools, publicLocation),
  ),
};

type LocationOf = (point: AccessPoint) => AnswerContext;

export async function openPublicForm(
  { req, res, param }: RespondentContext,
  { pages, lookups }: SubmissionTools,
  locationOf: LocationOf,
): Promise<Reply> {
  const code = param('accessCode').toUpperCase();
  const point = isAccessCode(code) ? await lookups.findPointByCode(code) : undefined;
  if (!point) throw unknownAccessCode();
  const { lang } = req.query;
  const language = typeof lang === 'string' ? lang : undefined;
  await pages.open(res, { point, location: locationOf(point), language });
  return sent;
}

export async function receivePublicForm(
  { req, res }: RespondentContext,
  { pages }: SubmissionTools,
  locationOf: LocationOf,
): Promise<Reply> {
  await pages.receive(req, res, locationOf);
  return sent;
}

/** @throws Problem forbidden if answers at the point do not come from the public's own browsers */
export function publicLocation(point: AccessPoint): AnswerContext {
  return locationBelow('', point);
}

/** The same form within a page of another site. */
export function framedLocation(point: AccessPoint): AnswerContext {
  return { ...locationBelow('/embed', point), isFramed: true };
}

function locationBelow(base: string, point: AccessPoint): AnswerContext {
  const where = whereAnswered(point.channel);
  if (where !== 'publicAddress') throw submissionProblem('forbidden', (problems) => problems[where]);
  return {
    action: `${base}/s/${point.code}`,
    doneUrl: (receiptCode, language) =>
      inSameLanguage(`${base}/receipts/${groupedCode(receiptCode)}`, language),
  };
}

function unknownAccessCode(): Problem {
  return submissionProblem('notFound', ({ unknownAccessCode: sentence }) => sentence);
}
