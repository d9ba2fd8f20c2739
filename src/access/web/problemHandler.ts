/**
 * The one place where errors become HTTP responses: a Problem by the table below, an unreadable body as a malformed
 * request, anything else as an internal error, which is logged here and nowhere else.
 */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { Problem, type ProblemKind } from '../../platform/problem.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { readLanguage } from './language.ts';
import { inEveryLanguage } from '../../platform/text/catalogue.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { offeredLanguages } from '../../platform/text/languageSettings.ts';
import { pageLanguageOf } from '../../platform/text/localized.ts';
import { languageSettings, linksToOthers, renderPage } from '../../platform/web/page.ts';
import { renderStaffPage } from './staffPage.ts';
import { layoutTexts } from '../../platform/web/texts.ts';
import { findRequestContext } from './requestContext.ts';

const statusOf: Record<ProblemKind, number> = {
  malformed: 400,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  closed: 410,
  tooMany: 429,
};

export const pageMissing: RequestHandler = () => {
  throw problemOf('notFound', layoutTexts, (texts) => texts.pageMissing);
};

export type LogError = (error: { route: string; error: unknown; requestId?: string }) => void;

/**
 * Answers errors, and logs internal ones.
 *
 * @param answerOf turns an error into an answer
 * @param write writes the answer into the response
 */
export function errorHandler<Answer extends { readonly status: number }>(
  logError: LogError,
  answerOf: (error: unknown, known: { requestId?: string }) => Answer,
  write: (req: Request, res: Response, answer: Answer) => void,
): ErrorRequestHandler {
  // Express recognises an error handler by its four parameters.
  return (error: unknown, req, res, _next) => {
    if (res.destroyed && isCutOff(error)) return; // the client has gone
    const requestId = res.getHeader('X-Request-Id');
    const known = typeof requestId === 'string' ? { requestId } : {};
    if (res.headersSent) {
      logError({ route: routeOf(req), error, ...known });
      res.destroy(); // a truncated response is the only signal left
      return;
    }
    const answer = answerOf(error, known);
    if (answer.status >= 500) logError({ route: routeOf(req), error, ...known });
    write(req, res, answer);
  };
}

function isCutOff(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

export function problemHandler(logError: LogError): ErrorRequestHandler {
  return errorHandler(logError, answerTo, (req, res, { status, sentence }) => {
    const asked = readLanguage(req);
    const language = sentence[asked] === undefined ? pageLanguageOf(asked) : asked;
    const said = sentence[language] ?? sentence.vi;
    res.status(status).set('Cache-Control', 'no-store');
    if (wantsJson(res)) {
      res.json({ problem: said });
      return;
    }
    const { problemTitle, problemTitles } = layoutTexts[language];
    const title = (problemTitles as Readonly<Record<number, string>>)[status] ?? problemTitle;
    if (findRequestContext(req)?.caller) {
      renderStaffPage(req, res, 'access/web/staffProblem', { title }, { sentence: said });
      return;
    }
    const page = {
      language,
      title,
      ...(asked === language ? {} : { asked }),
      otherLanguages:
        req.method === 'GET' ? linksToOthers(req, language, offeredLanguages(languageSettings(res))) : [],
    };
    renderPage(res, 'access/web/problem', page, { sentence: said });
  });
}

/**
 * The answer to an error: its status, and the message for the person who sent the request.
 *
 * @param requestId id of the request in the log, shown so that a person can report it and it can be found
 */
export function answerTo(
  error: unknown,
  { requestId }: { requestId?: string },
): { status: number; sentence: Problem['sentence'] } {
  if (error instanceof Problem) return { status: statusOf[error.kind], sentence: error.sentence };
  const status = unreadableBodyStatus(error);
  if (status !== undefined) return { status, sentence: malformedRequest().sentence };
  const sentence = inEveryLanguage(layoutTexts, ({ unexpected, errorCode }) =>
    requestId === undefined ? unexpected : `${unexpected} ${errorCode({ id: requestId })}`,
  );
  return { status: 500, sentence };
}

/** Express and its body parsers set a status from 400 to 499 on errors that the client caused. */
function unreadableBodyStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}

/** The pattern of the route, never the address itself: addresses of citizens are not logged. */
function routeOf(req: Request): string {
  const route: { path?: unknown } | undefined = req.route;
  return `${req.method} ${typeof route?.path === 'string' ? route.path : '(no route)'}`;
}
