/** Context of a request to a staff page. */
import assert from 'node:assert/strict';
import type { Request } from 'express';
import type { AuditEntry } from '../audit/entry.ts';
import type { Caller } from '../accounts/caller.ts';
import type { Session } from '../accounts/session.ts';
import type { MenuEntry } from './menu.ts';

export interface RequestContext {
  /**
   * Required in every form that changes something; made from the browser and the account, so that no other site knows
   * it.
   */
  readonly formToken: string;
  /** Signed in, or with the second factor still to come. */
  readonly session?: Session | undefined;
  /** Signed in. */
  readonly caller?: Caller | undefined;
  /** Records what the account does without changing a document, such as a download; missing: nobody is signed in. */
  readonly record?: (action: Pick<AuditEntry, 'kind' | 'subject' | 'after'>) => Promise<void>;
  /** Every entry of the menu, open to the account or not. */
  readonly menu: readonly MenuEntry[];
  /** The account must set its second factor before anything else. */
  readonly secondFactorDue: boolean;
}

const requestContexts = new WeakMap<Request, RequestContext>();

export function setRequestContext(req: Request, requestContext: RequestContext): void {
  requestContexts.set(req, requestContext);
}

export function findRequestContext(req: Request): RequestContext | undefined {
  return requestContexts.get(req);
}

export function requestContextOf(req: Request): RequestContext {
  const requestContext = requestContexts.get(req);
  assert(requestContext, 'staffSession comes before every staff route');
  return requestContext;
}

/** The signed-in account; only for routes that require one. */
export function callerOfRequest(req: Request): Caller {
  const { caller } = requestContextOf(req);
  assert(caller, 'the table lets only accounts come here');
  return caller;
}
