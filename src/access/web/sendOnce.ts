/**
 * A form that is sent twice, by a button that was pressed twice or a page that is loaded again, is done once: what comes
 * second gets the answer of the first. Two sendings are one when they bear the number that each page puts into its forms,
 * and are alike in all else. Each process knows of its own.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { fileMark } from '../../platform/web/upload.ts';
import { visitOf } from './visit.ts';

/** For a page: the token of its forms, with a number of its own. */
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
  /** Resolved when it is there; with nothing where it was refused, which may be tried again, or is too long to be kept. */
  readonly answer: Promise<Answer | undefined>;
}

const keptMs = 30_000;
const keptMax = 200;
const bodyBytesMax = 131_072;
/** How long the second waits for the first, of a handler that never ends. */
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
  const { session } = visitOf(req);
  const sent = [session?.id, req.headers.cookie, req.originalUrl, req.body, await fileMark(req)];
  return createHash('sha256').update(JSON.stringify(sent)).digest('base64url');
}

/** What a handler answers, also to somebody who has gone: the browser that sends a form again cuts off the first time. */
async function answerIn(res: Response): Promise<Answer | undefined> {
  return await new Promise((resolve) => {
    const end = res.end.bind(res) as (...given: unknown[]) => Response;
    const write = res.write.bind(res) as (...given: unknown[]) => boolean;
    res.write = (...given: unknown[]) => {
      resolve(undefined); // a stream: a file
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
