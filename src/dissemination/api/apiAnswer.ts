/** Responses of /api/v1: JSON with an ETag, and problem documents (RFC 9457) for every error. */
import { createHash } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { ApiError, type ApiErrorKind } from './apiError.ts';
import type { Paged } from './cursor.ts';
import { problemIds } from './problemIds.ts';
import { problemTexts, sentenceOf } from './texts.ts';
import { Problem, type Sentence } from '../../platform/problem.ts';
import { apiLanguage } from './apiRouter.ts';
import { answerTo, errorHandler, type LogError } from '../../access/web/problemHandler.ts';

/** @param body an object, or JSON that is already serialised */
export function sendJson(req: Request, res: Response, body: object | string): void {
  sendBody(req, res, typeof body === 'string' ? body : JSON.stringify(body), 'application/json');
}

export function sendBody(req: Request, res: Response, body: string | Buffer, mediaType: string): void {
  res.set('ETag', `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`);
  if (req.fresh) res.status(304).end();
  else res.type(mediaType).send(body);
}

/** Sends a page of a list; a header repeats the address of the next page. */
export function sendPage<Item>(req: Request, res: Response, page: Paged<Item>): void {
  if (page.nextCursor !== undefined) {
    const [path = '', query = ''] = req.originalUrl.split('?');
    const next = new URLSearchParams(query);
    next.set('cursor', page.nextCursor);
    res.set('Link', `<${path}?${next.toString()}>; rel="next"`);
  }
  sendJson(req, res, page);
}

export const apiMissing: RequestHandler = () => {
  throw new Problem('notFound', sentenceOf('noAddress'));
};

/** Nobody corrects more at once. */
const errorsTold = 200;

const statusOfError: Record<ApiErrorKind, number> = { unauthorised: 401, parameter: 400, unsound: 422 };

export function apiProblemHandler(logError: LogError): ErrorRequestHandler {
  return errorHandler(logError, problemOf, (req, res, { status, sentence, errors }) => {
    if (status === 401) res.set('WWW-Authenticate', 'Bearer realm="api"');
    const language = apiLanguage(req);
    const id = problemIds[status] ?? (status < 500 ? 'malformed' : 'error');
    res.removeHeader('ETag');
    res.status(status).set({ 'Cache-Control': 'no-store', 'Content-Language': language });
    res.type('application/problem+json').send(
      JSON.stringify({
        type: `/api#${id}`,
        title: problemTexts[language].kinds[id].title,
        status,
        detail: sentence[language],
        ...(errors.length > 0 && {
          errors: errors.slice(0, errorsTold).map((error) => ({
            ...(isPointer(error.at) ? { pointer: `#${error.at}` } : { parameter: error.at }),
            detail: error.sentence[language],
          })),
        }),
      }),
    );
  });
}

function isPointer(at: string): boolean {
  return at === '' || at.startsWith('/');
}

function problemOf(
  error: unknown,
  known: { requestId?: string },
): {
  readonly status: number;
  readonly sentence: Sentence;
  readonly errors: ApiError['errors'];
} {
  if (error instanceof ApiError) {
    return { status: statusOfError[error.kind], sentence: error.sentence, errors: error.errors };
  }
  return { ...answerTo(error, known), errors: [] };
}
