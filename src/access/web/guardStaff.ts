/** The guard in front of every staff route: signed in, a form of this system, a role that includes the permission. */
import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Problem } from '../../platform/problem.ts';
import { staffTexts } from './staffTexts.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import type { Access } from './access.ts';
import { heldFormOf } from './heldForm.ts';
import { withoutNumber } from './sendOnce.ts';
import { showSignIn } from './signInPage.ts';
import { requestContextOf } from './requestContext.ts';

/** Routes that stay open while an administrator still has to set the second factor. */
const openBeforeSecondFactor = [
  'GET /staff/account/second-factor',
  'POST /staff/account/second-factor',
  'POST /staff/account/language',
  'POST /staff/sign-out',
];

/**
 * The guard cannot know whether the object that the address names lies within the units of the account; the handler
 * checks that with `caller.demand`.
 */
export function guardStaff(route: string, access: Access): RequestHandler {
  return (req, res, next) => {
    const { caller, formToken, secondFactorDue } = requestContextOf(req);
    if (access !== 'public' && !caller) {
      const held = heldFormOf(req, res);
      if (held) showSignIn(req, res, { held, status: 403 });
      else res.redirect(303, signInUrl(req));
      return;
    }
    if (!route.startsWith('GET ')) refuseForeignForm(req, formToken);
    if (access === 'public' || !caller) {
      next();
      return;
    }
    if (secondFactorDue && !openBeforeSecondFactor.includes(route)) {
      res.redirect(303, '/staff/account/second-factor');
      return;
    }
    if (typeof access === 'object' && !caller.holds(access.permission)) throw notYourRole();
    next();
  };
}

function refuseForeignForm(req: Request, expected: string): void {
  const { formToken } = (req.body ?? {}) as { formToken?: unknown };
  const given = Buffer.from(typeof formToken === 'string' ? withoutNumber(formToken) : '');
  const wanted = Buffer.from(expected);
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
  throw problemOf('forbidden', staffTexts, (t) => t.problems.foreignForm);
}

/** Address of the sign-in page, with the requested page to return to. */
function signInUrl(req: Request): string {
  const wanted = req.method === 'GET' ? req.originalUrl : '/staff';
  return wanted === '/staff' ? '/staff/sign-in' : `/staff/sign-in?goTo=${encodeURIComponent(wanted)}`;
}

function notYourRole(): Problem {
  return problemOf('forbidden', staffTexts, (t) => t.problems.notYourRole);
}
