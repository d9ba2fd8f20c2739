/**
 * A form that is sent twice, because a button was pressed twice or a page was reloaded, is processed once: the second
 * request gets the answer of the first. Two requests are the same when they carry the same number, which each page puts
 * into its forms, and are identical in everything else. Each process remembers only its own requests.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { fileHash } from '../../platform/web/upload.ts';
import { requestContextOf } from './requestContext.ts';

/** For a page: the token of its forms, with a unique number. */
export function numbered(formToken: string): string {
  return `${formToken}.${randomBytes(9).toString('base64url')}`;
}

export function withoutNumber(formToken: string): string {
  return formToken.split('.')[0] ?? '';
}

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

interface Sending {
  readonly at: Date;
  /**
   * Resolves when the answer is ready; to undefined if the request was refused, and so may be sent again, or if the
   * answer is too long to keep.
   */
  readonly answer: Promise<Answer | undefined>;
}

const keptMs = 30_000;
const keptMax = 200;
const bodyBytesMax = 131_072;
/** How long the second request waits for the first, in case its handler never ends. */
const patienceMs = 20_000;

export function sendOnce(now: () => Date): RequestHandler {
  const sendings = new Map<string, Sending>();

  function forgetOld(): void {
    for (const [key, { at }] of sendings) {
      if (now().getTime() - at.getTime() < keptMs && sendings.size < keptMax) return;
      sendings.delete(key);
    }
  }

  return async (req, res, next) => {
    const key = await keyOf(req, res);
    if (key === undefined) {
      next();
      return;
    }
    forgetOld();
    const first = sendings.get(key);
    if (!first) {
      sendings.set(key, { at: now(), answer: answerIn(res) });
      next();
      return;
    }
    const answer = await Promise.race([first.answer, timeOut(res)]);
    if (answer) res.status(answer.status).set(answer.headers).end(answer.body);
    else next();
  };
}

async function keyOf(req: Request, res: Response): Promise<string | undefined> {
  const { formToken } = (req.body ?? {}) as { formToken?: unknown };
  if (req.method !== 'POST' || wantsJson(res) || typeof formToken !== 'string') return undefined;
  if (withoutNumber(formToken) === formToken) return undefined;
  const { session } = requestContextOf(req);
  const sent = [session?.id, req.headers.cookie, req.originalUrl, req.body, await fileHash(req)];
  return createHash('sha256').update(JSON.stringify(sent)).digest('base64url');
}

/**
 * The answer of a handler, even if the client has gone: a browser that sends a form again drops the first connection.
 */
async function answerIn(res: Response): Promise<Answer | undefined> {
  return await new Promise((resolve) => {
    const end = res.end.bind(res) as (...given: unknown[]) => Response;
    const write = res.write.bind(res) as (...given: unknown[]) => boolean;
    res.write = (...given: unknown[]) => {
      resolve(undefined); // a stream, such as a file
      return write(...given);
    };
    res.end = (...given: unknown[]) => {
      const [chunk] = given;
      const body = Buffer.from(typeof chunk === 'string' || Buffer.isBuffer(chunk) ? chunk : '');
      const isKept = body.length <= bodyBytesMax && res.statusCode < 400;
      resolve(isKept ? { status: res.statusCode, headers: ownHeaders(res), body } : undefined);
      return end(...given);
    };
  });
}

function ownHeaders(res: Response): OutgoingHttpHeaders {
  const { 'x-request-id': _itsOwn, ...headers } = res.getHeaders();
  return headers;
}

async function timeOut(res: Response): Promise<undefined> {
  return await new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), patienceMs);
    res.once('close', () => clearTimeout(timer));
  });
}
