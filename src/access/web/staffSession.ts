/**
 * Identifies the sender of a request to a staff page. One cookie has a random token: without a session it only ties
 * forms to the browser, with a session it is the key to it. Every request that changes something must carry the form
 * token made from the browser and the account.
 */
import { createHmac } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { auditEntry } from '../audit/entry.ts';
import { callerOf } from '../accounts/caller.ts';
import {
  browserOf,
  expiryOf,
  hashOfToken,
  newToken,
  seenStaleMs,
  type Session,
} from '../accounts/session.ts';
import { todaysUnits } from '../accounts/todaysUnits.ts';
import type { Installation } from '../../platform/installation/store.ts';
import { readCookie, setCookie } from '../../platform/web/cookies.ts';
import { hasUpload, readUpload } from '../../platform/web/upload.ts';
import type { MenuEntry } from './menu.ts';
import { setRequestContext, type RequestContext } from './requestContext.ts';
import type { RoutesOptions } from '../stores.ts';

export interface StaffSessionOptions extends RoutesOptions {
  readonly installation: Installation;
  readonly menu: readonly MenuEntry[];
  /** Whether administrators must have a second factor. */
  readonly adminSecondFactor: 'optional' | 'required';
}

const cookieName = 'staff';

export function staffSession(options: StaffSessionOptions): RequestHandler {
  const { stores, installation, now, adminSecondFactor, menu } = options;
  const formTokenKey = installation.key('form tokens');
  const unitsOfToday = todaysUnits(stores, now);

  async function requestContextWith(token: string): Promise<RequestContext> {
    const anonymous = { formToken: formTokenOf(token, '', formTokenKey), secondFactorDue: false, menu };
    const session = await stores.sessions.find(hashOfToken(token), now());
    const account = session && (await stores.accounts.find(session.accountId));
    if (!session || !account || account.closedAt) return anonymous;
    if (session.stage !== 'open') return { ...anonymous, session };
    await markSeen(session);
    const caller = callerOf(account, await unitsOfToday(), session.unitId);
    const isAdministrator = caller.grants.some(({ role }) => role === 'administrator');
    const hasSecondFactor = account.secondFactor !== undefined || session.provider?.hasSecondFactor === true;
    const secondFactorDue = adminSecondFactor === 'required' && isAdministrator && !hasSecondFactor;
    const formToken = formTokenOf(token, account.id, formTokenKey);
    const record: RequestContext['record'] = async (action) =>
      await stores.audit.add(auditEntry({ at: now(), by: caller.actor, unitIds: [], ...action }));
    return { formToken, session, caller, secondFactorDue, menu, record };
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
    const requestContext = await requestContextWith(token);
    setRequestContext(req, requestContext);
    if (requestContext.caller && hasUpload(req)) await readUpload(req, res);
    next();
  };
}

export function setSessionCookie(req: Request, res: Response, token: string): void {
  setCookie(req, res, { name: cookieName, value: token, path: '/' });
}

function isReading(req: Request): boolean {
  return req.method === 'GET' || req.method === 'HEAD';
}

/** The part of the token that stays with this browser across sign-ins. */
export function browserOfRequest(req: Request): string | undefined {
  return browserOf(readCookie(req, cookieName) ?? '');
}

/** @param accountId empty if nobody is signed in */
export function formTokenOf(token: string, accountId: string, key: Buffer): string {
  return createHmac('sha256', key)
    .update(`${browserOf(token) ?? token} ${accountId}`)
    .digest('base64url');
}
