/**
 * Who sends a request to a staff page. One cookie holds a random token: without a session it only ties forms to the
 * browser, with one it is the key to it. Whatever changes something has to carry the form token made from the cookie.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { callerOf } from '../accounts/caller.ts';
import { expiryOf, hashOfToken, newToken, seenStaleMs, type Session } from '../accounts/session.ts';
import { todaysUnits } from '../accounts/todaysUnits.ts';
import type { Installation } from '../installation/store.ts';
import { Problem } from '../problem.ts';
import type { RoutesOptions } from '../routesOptions.ts';
import { readCookie, setCookie } from './cookies.ts';
import { hasUpload, readUpload } from './upload.ts';
import { setVisit, type Visit } from './visit.ts';

export interface StaffSessionOptions extends RoutesOptions {
  readonly installation: Installation;
  /** Whether administrators have to have a second factor. */
  readonly adminSecondFactor: 'optional' | 'required';
}

const cookieName = 'staff';

export function staffSession(options: StaffSessionOptions): RequestHandler {
  const { stores, installation, now, adminSecondFactor } = options;
  const formTokenKey = installation.key('form tokens');
  const unitsOfToday = todaysUnits(stores, now);

  async function visitWith(token: string): Promise<Visit> {
    const anonymous = { formToken: formTokenOf(token, formTokenKey), secondFactorDue: false };
    const session = await stores.sessions.find(hashOfToken(token), now());
    const account = session && (await stores.accounts.find(session.accountId));
    if (!session || !account || account.closedAt) return anonymous;
    if (session.stage !== 'open') return { ...anonymous, session };
    await markSeen(session);
    const caller = callerOf(account, await unitsOfToday(), session.unitId);
    const isAdministrator = caller.grants.some(({ role }) => role === 'administrator');
    const secondFactorDue = adminSecondFactor === 'required' && isAdministrator && !account.secondFactor;
    return { ...anonymous, session, caller, secondFactorDue };
  }

  async function markSeen(session: Session): Promise<void> {
    const seenAt = now();
    if (seenAt.getTime() - session.seenAt.getTime() < seenStaleMs) return;
    await stores.sessions.markSeen(session.id, seenAt, expiryOf(session, seenAt));
  }

  return async (req, res, next) => {
    let token = readCookie(req, cookieName);
    if (token === undefined) {
      token = newToken();
      if (isReading(req)) setSessionCookie(req, res, token);
    }
    const visit = await visitWith(token);
    setVisit(req, visit);
    if (visit.caller && hasUpload(req)) await readUpload(req, res);
    if (!isReading(req)) refuseForeignForm(req, visit.formToken);
    next();
  };
}

export function setSessionCookie(req: Request, res: Response, token: string): void {
  setCookie(req, res, { name: cookieName, value: token, path: '/' });
}

function isReading(req: Request): boolean {
  return req.method === 'GET' || req.method === 'HEAD';
}

export function formTokenOf(token: string, key: Buffer): string {
  return createHmac('sha256', key).update(token).digest('base64url');
}

function refuseForeignForm(req: Request, expected: string): void {
  const { formToken } = (req.body ?? {}) as { formToken?: unknown };
  const given = Buffer.from(typeof formToken === 'string' ? formToken : '');
  const wanted = Buffer.from(expected);
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
  throw new Problem('forbidden', {
    vi: 'Trang này đã mở quá lâu hoặc không phải do hệ thống đưa ra, nên chưa có gì được thay đổi. Xin mở lại trang rồi làm lại.',
    en: 'This form is too old or did not come from this system, so nothing was changed. Please open the page again.',
  });
}
