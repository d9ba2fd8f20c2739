import type { Response } from 'express';

/** For the few pages where a script of our own earns its place: lets it run, and fetch from here. */
export function allowOwnScripts(res: Response): void {
  const policy = String(res.getHeader('Content-Security-Policy'));
  res.set('Content-Security-Policy', `${policy};script-src 'self';connect-src 'self'`);
}

/** For the kiosk, which also installs itself and works without a network. */
export function allowKiosk(res: Response): void {
  allowOwnScripts(res);
  const policy = String(res.getHeader('Content-Security-Policy'));
  res.set('Content-Security-Policy', `${policy};worker-src 'self';manifest-src 'self'`);
}
