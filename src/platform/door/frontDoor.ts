/**
 * What every request passes before any page: whether the program lives, whether it can take one more, and, at the end, the line in the
 * log. It knows nothing of Express, so that refusing costs next to nothing when there is too much.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { busyHtml, busyPolicy, busyText } from './busyPage.ts';
import type { DoorMeters } from './doorMeters.ts';
import type { Log } from './log.ts';

export interface FrontDoorOptions {
  readonly log: Pick<Log, 'request'>;
  /** How many are worked on at the same time; further pages are refused, forms that people send from twice as many on. */
  readonly requestsAtOnce: number;
  readonly meters: DoorMeters;
}

export interface FrontDoor {
  readonly answer: RequestListener;
  /** From now on requests are answered; those that came before have waited. @param isStoreThere asked by /readyz */
  open(app: RequestListener, isStoreThere: () => Promise<boolean>): void;
  /** From now on /readyz says no, and each connection is closed with the answer that it waits for. */
  beginToStop(): void;
}

const requestIdHeader = 'X-Request-Id';
/** How long the body of a form may take; files are bound by the limit of the server alone. */
const bodyMs = 30_000;
const retryAfterSeconds = 5;

export function frontDoor({ log, requestsAtOnce, meters }: FrontDoorOptions): FrontDoor {
  let app: RequestListener | undefined;
  let isStoreThere = async (): Promise<boolean> => false;
  let isStopping = false;
  let opened: () => void = () => {};
  const open = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const inside = new Set<ServerResponse>();

  /** Neither those whose sender takes time nor those whose reader does: slow ones keep nobody else out. */
  function workedOn(): number {
    if (inside.size < requestsAtOnce) return inside.size;
    return [...inside].filter(({ req, headersSent }) => req.complete && !headersSent).length;
  }

  async function health(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const isWell = req.url === '/healthz' || (app !== undefined && !isStopping && (await isStoreThere()));
    res.writeHead(isWell ? 200 : 503, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' });
    res.end(isWell ? 'ok\n' : 'not ready\n');
  }

  async function admit(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const startMs = performance.now();
    const requestId = randomBytes(8).toString('hex');
    res.setHeader(requestIdHeader, requestId);
    if (isStopping) res.setHeader('Connection', 'close');
    const slowBody = setTimeout(() => req.complete || isFile(req) || req.socket.destroy(), bodyMs);
    res.once('close', () => {
      clearTimeout(slowBody);
      inside.delete(res);
      note(req, res, requestId, performance.now() - startMs);
    });
    const isTooMuch = workedOn() >= (req.method === 'POST' ? 2 : 1) * requestsAtOnce;
    inside.add(res);
    if (isTooMuch) {
      refuse(req, res);
      return;
    }
    await open;
    app!(req, res);
  }

  function refuse(req: IncomingMessage, res: ServerResponse): void {
    meters.refused.add();
    const wantsText = !(req.headers.accept ?? '').includes('text/html');
    res.writeHead(503, {
      'Content-Type': wantsText ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8',
      'Content-Security-Policy': busyPolicy,
      'Cache-Control': 'no-store',
      'Retry-After': String(retryAfterSeconds),
      ...(req.complete ? {} : { Connection: 'close' }), // the rest of the body is not read
    });
    res.end(wantsText ? busyText : busyHtml);
  }

  function note(req: IncomingMessage, res: ServerResponse, requestId: string, ms: number): void {
    const { method = '' } = req;
    const route = routeOf(req);
    const status = res.headersSent ? res.statusCode : 499; // gone before the answer
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

  return {
    answer(req, res) {
      void (req.url === '/healthz' || req.url === '/readyz' ? health(req, res) : admit(req, res));
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

/** The pattern that Express found for the address; never the address itself, in which there are codes of citizens. */
function routeOf(req: IncomingMessage): string {
  const { route } = req as { route?: { path?: unknown } };
  return typeof route?.path === 'string' ? route.path : '(none)';
}

/** Nothing that does not have its form: a header says whatever its sender likes. */
function traceOf({ headers: { traceparent } }: IncomingMessage): string | undefined {
  const isTrace = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
  return typeof traceparent === 'string' && isTrace.test(traceparent) ? traceparent : undefined;
}

function isFile({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.startsWith('multipart/form-data') ?? false;
}
