import type { Response } from 'express';

/** For the few pages that need a script: allows our own scripts, and requests to this site. */
export function allowOwnScripts(res: Response): void {
  const policy = String(res.getHeader('Content-Security-Policy'));
  res.set('Content-Security-Policy', `${policy};script-src 'self';connect-src 'self'`);
}

/** For the kiosk, which can also be installed and works offline. */
export function allowKiosk(res: Response): void {
  allowOwnScripts(res);
  const policy = String(res.getHeader('Content-Security-Policy'));
  res.set('Content-Security-Policy', `${policy};worker-src 'self';manifest-src 'self'`);
}
