/**
 * Answers ahead of Express, for the few addresses at which every citizen arrives: routing, parsing of bodies and the
 * response would take half of the time of such a request there. A route answers only what browsers usually send.
 * Express answers everything else, and whatever fails: both call the same functions, so the answer is the same.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Express, Request } from 'express';
import { isExpectedHost } from '../../platform/web/expectedHost.ts';
import { takeFormBody, type FormLimits, type WithBody } from '../../platform/web/formBody.ts';

export interface AheadRequest {
  readonly app: Express;
  /** With the fields of the form in its body. */
  readonly req: WithBody;
  /** The last segment of the address: letters and digits. */
  readonly param: string;
  /** As in `?lang=`, the only query that is answered. */
  readonly lang: string | undefined;
  /** What Express knows of the sender, through the proxies that are trusted. */
  readonly sender: () => Pick<Request, 'ip' | 'secure'>;
}

export interface AheadReply {
  readonly status: number;
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly body?: Buffer;
}

interface AheadRoute<Tools> {
  /** Limits of the form that is sent there. */
  readonly form?: FormLimits;
  /** @returns undefined if Express is to answer; what has been done until then is not done again */
  readonly answer: (request: AheadRequest, tools: Tools) => Promise<AheadReply | undefined>;
}

/** By address, such as `GET /s/:accessCode`, whose last segment is its only parameter. */
export type AheadRoutes<Tools> = Readonly<Record<string, AheadRoute<Tools>>>;

/** The folder, the parameter and the language. */
const usualAddress = /^(\/.*\/)([a-z\d]+)(?:\?lang=([a-z-]+))?$/i;

/** @returns the app with these routes in front of it */
export function answerAhead<Tools>(
  app: Express,
  routes: AheadRoutes<Tools>,
  tools: Tools,
  publicUrl: string | undefined,
): Express {
  const byFolder = new Map(
    Object.entries(routes).map(([name, route]) => {
      const pattern = { path: name.slice(name.indexOf('/')) };
      return [name.slice(0, name.lastIndexOf(':')), { ...route, pattern }];
    }),
  );

  function answer(req: IncomingMessage, res: ServerResponse): void {
    const [, folder = '', param = '', lang] = usualAddress.exec(req.url ?? '') ?? [];
    const route = byFolder.get(`${req.method} ${folder}`);
    if (!route || !isUsual(req) || !isExpectedHost(req.headers.host, publicUrl)) {
      app(req, res);
      return;
    }
    const request = { app, req, param, lang, sender: () => senderOf(app, req) };
    replyTo(request, route, tools).then(
      (reply) => {
        if (reply) write(req, res, reply, route.pattern);
        else app(req, res);
      },
      () => void app(req, res), // to which the same happens, and which says so
    );
  }

  return new Proxy(app, {
    apply: (_app, _this, [req, res]: [IncomingMessage, ServerResponse]) => answer(req, res),
  });
}

async function replyTo<Tools>(
  request: AheadRequest,
  { form, answer }: AheadRoute<Tools>,
  tools: Tools,
): Promise<AheadReply | undefined> {
  const isRead = form ? await takeFormBody(request.req, form) : !hasBody(request.req);
  return isRead ? await answer(request, tools) : undefined;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

/** Without a condition, to which Express may answer that nothing has changed. */
function isUsual({ headers }: IncomingMessage): boolean {
  return headers['if-none-match'] === undefined && headers['if-modified-since'] === undefined;
}

/** Express computes these from its own request object, of which it reads only headers and socket. */
function senderOf(app: Express, { headers, socket }: IncomingMessage): Pick<Request, 'ip' | 'secure'> {
  const { request } = app as unknown as { request: object };
  return Object.assign(Object.create(request) as Request, { headers, socket });
}

/** @param pattern of the route, for the log, where Express leaves it */
function write(
  req: IncomingMessage & { route?: object },
  res: ServerResponse,
  { status, headers, body }: AheadReply,
  pattern: object,
): void {
  req.route = pattern;
  res.statusCode = status;
  for (const [name, value] of headers) res.setHeader(name, value);
  res.end(body);
}
