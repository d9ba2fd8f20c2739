/** Staff routes ask the table of access (accounts/routeAccess.ts) first, each and every one. */
import assert from 'node:assert/strict';
import type { Request, RequestHandler, Router } from 'express';
import { routeAccess, type RouteAccess } from '../accounts/routeAccess.ts';
import { Problem } from '../problem.ts';
import { guardedRouter } from './guardedRouter.ts';
import { visitOf } from './visit.ts';

/** Routes that stay open while an administrator has yet to set the second factor. */
const openBeforeSecondFactor = [
  'GET /staff/account/second-factor',
  'POST /staff/account/second-factor',
  'POST /staff/account/language',
  'POST /staff/sign-out',
];

/**
 * A router whose routes are guarded as the table says; a route that the table does not know cannot be made. What the
 * table cannot know, whether the thing named in the address lies within the caller's units, is `caller.demand` in the
 * handler.
 */
export function staffRouter(): Router {
  return guardedRouter(['get', 'post'], guardOf);
}

function guardOf(route: string): RequestHandler {
  const rule: RouteAccess | undefined = routeAccess[route];
  assert(rule, `${route} is not in the table of access`);
  const { access } = rule;
  return (req, res, next) => {
    if (access === 'public') {
      next();
      return;
    }
    const { caller, secondFactorDue } = visitOf(req);
    if (!caller) {
      res.redirect(303, signInUrl(req));
      return;
    }
    if (secondFactorDue && !openBeforeSecondFactor.includes(route)) {
      res.redirect(303, '/staff/account/second-factor');
      return;
    }
    if (typeof access === 'object' && !caller.holds(access.act)) throw notYourRole();
    next();
  };
}

/** Where to sign in, and come back to what was asked for; what was to be sent is not sent again. */
function signInUrl(req: Request): string {
  const wanted = req.method === 'GET' ? req.originalUrl : '/staff';
  return wanted === '/staff' ? '/staff/sign-in' : `/staff/sign-in?goTo=${encodeURIComponent(wanted)}`;
}

/** Only addresses of staff pages: a link to the sign-in page cannot send anybody elsewhere. */
export function isStaffAddress(value: unknown): value is string {
  return typeof value === 'string' && /^\/staff(?:[/?][\w\-./?=&%]*)?$/.test(value) && !value.includes('//');
}

function notYourRole(): Problem {
  return new Problem('forbidden', {
    vi: 'Vai trò của ông/bà không bao gồm việc này. Cần thì xin liên hệ người quản trị hệ thống.',
    en: 'Your role does not include this. If you need it, please ask an administrator.',
  });
}
