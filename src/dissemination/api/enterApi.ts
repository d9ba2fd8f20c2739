/** Who calls /api/v1: an anonymous visitor, or the account that a key stands for, within the limits of the key. */
import { callerOf, type Caller } from '../../access/accounts/caller.ts';
import { todaysUnits } from '../../access/accounts/todaysUnits.ts';
import { ApiError } from './apiError.ts';
import { hashOfSecret, isKeyPermission, keyState, type ApiKey } from './apiKey.ts';
import { requestLimits, type Allowance, type Limits } from './requestLimits.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';
import { sentenceOf } from './texts.ts';

export interface ApiVisitor {
  readonly key: ApiKey;
  /** The account's permissions today; the key narrows them. */
  readonly caller: Caller;
}

export interface Entrance {
  readonly allowance: Allowance;
  /** Undefined: anonymous. */
  readonly visitor?: ApiVisitor | undefined;
  /** Why the given key was refused. */
  readonly refusal?: ApiError | undefined;
}

export interface EnterApiOptions {
  readonly stores: Pick<Stores, 'apiKeys' | 'requestCounts' | 'accounts' | 'units'>;
  readonly countKey: Buffer;
  readonly limits: Limits;
  readonly now: () => Date;
}

export function enterApi({ stores, countKey, limits, now }: EnterApiOptions) {
  const take = requestLimits(stores.requestCounts, limits, countKey);
  const unitsOfToday = todaysUnits(stores, now);

  async function visitorWith(authorization: string): Promise<ApiVisitor | ApiError> {
    const [, secret = ''] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    const hash = hashOfSecret(secret);
    const key = hash === undefined ? undefined : await stores.apiKeys.findByHash(hash);
    if (!key) return unauthorised('keyUnknown');
    const state = keyState(key, now());
    if (state !== 'valid') return unauthorised(state === 'expired' ? 'keyExpired' : 'keyRevoked');
    const account = await stores.accounts.find(key.accountId);
    if (!account || account.closedAt) return unauthorised('accountClosed');
    const today = dayOf(now());
    if (key.lastUsedOn !== today) await stores.apiKeys.markUsed(key.id, today);
    return { key, caller: callerOf(account, await unitsOfToday()) };
  }

  /** A request with a valid key counts for the key, any other for its network address. */
  return async (authorization: string | undefined, address: string): Promise<Entrance> => {
    const found = authorization === undefined ? undefined : await visitorWith(authorization);
    if (found === undefined || found instanceof ApiError) {
      const allowance = await take('ofAddress', address);
      return { allowance, refusal: found };
    }
    return { allowance: await take('ofKey', found.key.id), visitor: found };
  };
}

/** Whether both the key and the account of a visitor allow an act on at least one unit. */
export function mayByKey(visitor: ApiVisitor | undefined, permission: string): boolean {
  return (
    visitor !== undefined &&
    isKeyPermission(permission) &&
    visitor.key.permissions.includes(permission) &&
    visitor.caller.holds(permission)
  );
}

export function unauthorised(name: Parameters<typeof sentenceOf>[0]): ApiError {
  return new ApiError('unauthorised', sentenceOf(name));
}
