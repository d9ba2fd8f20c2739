/**
 * A key lets a program act for an account, through /api/v1 only, until it expires: with the permissions chosen for the
 * key, as far as the account still has them. Only its hash is stored, so a stolen copy of the store grants no access.
 */
import type { Permission } from '../../access/accounts/authority.ts';
import { hashOfToken, newToken } from '../../access/accounts/session.ts';

/** Permissions that a key can carry; everything else that the API publishes needs no key. */
export const keyPermissions = [
  'analyse',
  'keepCaseloads',
  'makeCodes',
  'changeUnits',
  'changeServices',
] as const satisfies readonly Permission[];
export type KeyPermission = (typeof keyPermissions)[number];

/** Lifetimes of a key, in days. */
export const keyDays = [30, 90, 365] as const;
/** Most valid keys of one account. */
export const keysMax = 20;

export interface ApiKey {
  readonly id: string;
  /** Hash of the secret, in hexadecimal. */
  readonly hash: string;
  readonly accountId: string;
  /** The owner's name for it. */
  readonly label: string;
  readonly permissions: readonly KeyPermission[];
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt?: Date | undefined;
  /** `YYYY-MM-DD`; stored so that unused keys stand out. */
  readonly lastUsedOn?: string | undefined;
}

export type KeyState = 'valid' | 'expired' | 'revoked';

const mark = 'lnk_';

/** A new secret. All secrets share a prefix, so that one that leaks is recognised. */
export function newSecret(): string {
  return mark + newToken();
}

/** @returns undefined when the text cannot be the secret of a key */
export function hashOfSecret(text: string): string | undefined {
  return /^lnk_[\w-]{43}$/.test(text) ? hashOfToken(text) : undefined;
}

export function keyState({ revokedAt, expiresAt }: ApiKey, now: Date): KeyState {
  if (revokedAt) return 'revoked';
  return now < expiresAt ? 'valid' : 'expired';
}

export function isKeyPermission(value: unknown): value is KeyPermission {
  return keyPermissions.some((permission) => permission === value);
}
