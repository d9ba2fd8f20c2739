/**
 * The outermost layer that every request passes before any page: liveness, overload protection and, at the end, the
 * line in the log. It does not use Express, so that refusing a request under overload costs next to nothing.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { busyHtml, busyPolicy, busyText } from './busyPage.ts';
import type { GateMeters } from './gateMeters.ts';
import type { Log } from './log.ts';
import { drawnBytes } from '../randomPool.ts';

export interface RequestGateOptions {
  readonly log: Pick<Log, 'request'>;
  /**
   * Requests processed at the same time. From this number on pages are refused; form posts are refused only from twice
   * this number on.
   */
  readonly requestsAtOnce: number;
  readonly meters: GateMeters;
}

export interface RequestGate {
  readonly answer: RequestListener;
  /** Until the app is there, requests get this answer instead of waiting. */
  answerMeanwhile(answer: RequestListener): void;
  /** From now on requests are answered; earlier ones have waited. @param isStoreThere called by /readyz */
  open(app: RequestListener, isStoreThere: () => Promise<boolean>): void;
  /**
   * From now on /readyz reports that the process is not ready, and each connection closes after its pending response.
   */
  beginToStop(): void;
}

const requestIdHeader = 'X-Request-Id';
/** Time limit for the body of a form; files are bound only by the limit of the server. */
const bodyMs = 30_000;
const retryAfterSeconds = 5;

export function requestGate({ log, requestsAtOnce, meters }: RequestGateOptions): RequestGate {
  let app: RequestListener | undefined;
  let meanwhile: RequestListener | undefined;
  let isStoreThere = async (): Promise<boolean> => false;
  let isStopping = false;
  let opened: () => void = () => {};
  const open = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const inside = new Set<ServerResponse>();

  async function health(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const isWell = req.url === '/healthz' || (app !== undefined && !isStopping && (await isStoreThere()));
    res.writeHead(isWell ? 200 : 503, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' });
    res.end(isWell ? 'ok\n' : 'not ready\n');
  }

  async function admit(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const startMs = performance.now();
    const requestId = drawnBytes(8).toString('hex');
    res.setHeader(requestIdHeader, requestId);
    if (isStopping) res.setHeader('Connection', 'close');
    const slowBody = setTimeout(() => req.complete || isFile(req) || req.socket.destroy(), bodyMs).unref();
    res.once('close', () => {
      if (req.complete) clearTimeout(slowBody); // the rest of a refused form is still bound by it
      inside.delete(res);
      note({ log, meters }, req, res, { requestId, ms: performance.now() - startMs });
    });
    const isTooMuch = workedOn(inside, requestsAtOnce) >= (req.method === 'POST' ? 2 : 1) * requestsAtOnce;
    inside.add(res);
    if (isTooMuch) {
      meters.refused.add();
      refuse(req, res);
      return;
    }
    if (!app && meanwhile) {
      meanwhile(req, res);
      return;
    }
    await open;
    app!(req, res);
  }

  return {
    answer(req, res) {
      void (req.url === '/healthz' || req.url === '/readyz' ? health(req, res) : admit(req, res));
    },
    answerMeanwhile(answer) {
      meanwhile = answer;
    },
    open(ready, isThere) {
      [app, isStoreThere] = [ready, isThere];
      opened();
    },
    beginToStop() {
      isStopping = true;
      for (const res of inside) if (!res.headersSent) res.setHeader('Connection', 'close');
    },
  };
}

/**
 * Requests being processed. Those still being sent or still being read do not count, so slow clients block nobody else.
 */
function workedOn(inside: ReadonlySet<ServerResponse>, requestsAtOnce: number): number {
  if (inside.size < requestsAtOnce) return inside.size;
  return [...inside].filter(({ req, headersSent }) => req.complete && !headersSent).length;
}

/**
 * The connection stays open and Node reads the rest of the body: a connection that is closed with unread data is reset,
 * which takes the refusal along, and to open a new one costs an overloaded server more than a refusal does.
 */
function refuse(req: IncomingMessage, res: ServerResponse): void {
  const wantsText = !(req.headers.accept ?? '').includes('text/html');
  res.writeHead(503, {
    'Content-Type': wantsText ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8',
    'Content-Security-Policy': busyPolicy,
    'Cache-Control': 'no-store',
    'Retry-After': String(retryAfterSeconds),
  });
  res.end(wantsText ? busyText : busyHtml);
}

/** Notes a request that is over, in the log and in the meters. */
function note(
  { log, meters }: Pick<RequestGateOptions, 'log' | 'meters'>,
  req: IncomingMessage,
  res: ServerResponse,
  { requestId, ms }: { readonly requestId: string; readonly ms: number },
): void {
  const { method = '' } = req;
  const route = routeOf(req);
  const status = res.headersSent ? res.statusCode : 499; // closed before the response
  log.request({
    requestId,
    method,
    route,
    status,
    ms: Math.round(ms * 10) / 10,
    traceparent: traceOf(req),
  });
  meters.requests.add({ method, route, status: String(status) });
  meters.seconds.observe(ms / 1000, { method, route });
}

/** The route pattern that Express matched; never the address itself, which can contain citizens' codes. */
function routeOf(req: IncomingMessage): string {
  const { route } = req as { route?: { path?: unknown } };
  return typeof route?.path === 'string' ? route.path : '(none)';
}

/** Accepts only a well-formed header, since a client can send anything. */
function traceOf({ headers: { traceparent } }: IncomingMessage): string | undefined {
  const isTrace = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
  return typeof traceparent === 'string' && isTrace.test(traceparent) ? traceparent : undefined;
}

function isFile({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.startsWith('multipart/form-data') ?? false;
}
