import type { Application, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

/**
 * Security headers: only our own files, no frames, no inline script or style. Without TLS there is no HSTS and no
 * upgrade to https, since a first installation on plain HTTP would lock its users out. They are the same for every
 * response, so helmet is asked once.
 */
export function securityHeaders(): RequestHandler {
  const setHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: false, // without TLS browsers ignore it and log a warning
    originAgentCluster: false,
  });
  const headers = headersSetBy(setHeaders as RequestHandler);
  return (_req, res, next) => {
    for (const [name, value] of headers) res.setHeader(name, value);
    next();
  };
}

/** The headers that these set on every response alike. */
export function headersSetBy(...handlers: readonly RequestHandler[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  const set = headers.set.bind(headers);
  const example = {
    set,
    setHeader: set,
    getHeader: headers.get.bind(headers),
    removeHeader: headers.delete.bind(headers),
  };
  for (const handler of handlers) {
    void handler({} as Request, example as unknown as Response, (error) => {
      if (error) throw error;
    });
  }
  return headers;
}

/** Sites that may show pages in a frame, as the app knows them. */
const framing = 'embedOrigins';

export function allowFraming({ locals }: Application, origins: readonly string[]): void {
  locals[framing] = origins;
}

/** For the few pages that those sites may show in a frame. */
export const framed: RequestHandler = ({ app }, res, next) => {
  const origins = app.locals[framing] as readonly string[];
  const policy = String(res.getHeader('Content-Security-Policy'));
  res.set(
    'Content-Security-Policy',
    policy.replace(/frame-ancestors [^;]*/, `frame-ancestors ${origins.join(' ')}`),
  );
  res.removeHeader('X-Frame-Options');
  res.set('X-Robots-Tag', 'noindex');
  res.locals['isFramed'] = true;
  next();
};

/** For pages that must not be reachable with the back button or on a shared device. */
export const noStore: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};

/** For pages that may be kept, but are asked for again each time. */
export const noCache: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-cache');
  next();
};
