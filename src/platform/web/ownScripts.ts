import type { Response } from 'express';

/** For the few pages that need a script: allows our own scripts, and requests and recordings of this site. */
export function allowOwnScripts(res: Response): void {
  allow(res, "script-src 'self';connect-src 'self';media-src 'self'");
}

/** For the kiosk, which can also be installed and works offline, with recordings that it keeps. */
export function allowKiosk(res: Response): void {
  allow(
    res,
    "script-src 'self';connect-src 'self';media-src 'self' blob:;worker-src 'self';manifest-src 'self'",
  );
}

/** For a page of staff that plays recordings. */
export function allowRecordings(res: Response): void {
  allow(res, "media-src 'self'");
}

function allow(res: Response, directives: string): void {
  res.set('Content-Security-Policy', `${String(res.getHeader('Content-Security-Policy'))};${directives}`);
}
