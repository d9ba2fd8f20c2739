/** Context of a request to a staff page. */
import assert from 'node:assert/strict';
import type { Request } from 'express';
import type { Caller } from '../accounts/caller.ts';
import type { Session } from '../accounts/session.ts';
import type { MenuEntry } from './menu.ts';

export interface Visit {
  /**
   * Required in every form that changes something; made from the browser and the account, so that no other site knows
   * it.
   */
  readonly formToken: string;
  /** Signed in, or with the second factor still to come. */
  readonly session?: Session | undefined;
  /** Signed in. */
  readonly caller?: Caller | undefined;
  /** Every entry of the menu, open to the account or not. */
  readonly menu: readonly MenuEntry[];
  /** The account must set its second factor before anything else. */
  readonly secondFactorDue: boolean;
}

const visits = new WeakMap<Request, Visit>();

export function setVisit(req: Request, visit: Visit): void {
  visits.set(req, visit);
}

export function findVisit(req: Request): Visit | undefined {
  return visits.get(req);
}

export function visitOf(req: Request): Visit {
  const visit = visits.get(req);
  assert(visit, 'staffSession comes before every staff route');
  return visit;
}

/** The signed-in account; only for routes that require one. */
export function callerOfRequest(req: Request): Caller {
  const { caller } = visitOf(req);
  assert(caller, 'the table lets only accounts come here');
  return caller;
}
