import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Security headers: only our own files, no frames, no inline script or style. Without TLS there is no HSTS and no
 * upgrade to https, since a first installation on plain HTTP would lock its users out.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
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
}

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
