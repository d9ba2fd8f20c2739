/**
 * A key lets a program of somebody's ask in their name, by /api/v1 only: for the acts that were chosen for it, as far as its
 * account may still do them, up to a day. Only its hash is kept, so that a stolen copy of the store opens nothing.
 */
import type { Act } from '../../access/accounts/authority.ts';
import { hashOfToken, newToken } from '../../access/accounts/session.ts';

/** What a key can be made for; everything else that the API tells is open to everybody. */
export const keyActs = ['analyse', 'keepVolumes', 'makeCodes'] as const satisfies readonly Act[];
export type KeyAct = (typeof keyActs)[number];

/** For how many days a key can be made. */
export const keyDays = [30, 90, 365] as const;
/** Of one account, those that still open something. */
export const keysMax = 20;

export interface ApiKey {
  readonly id: string;
  /** Of the secret, in hexadecimal. */
  readonly hash: string;
  readonly accountId: string;
  /** What its owner knows it by. */
  readonly label: string;
  readonly acts: readonly KeyAct[];
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt?: Date | undefined;
  /** `YYYY-MM-DD`; kept so that keys that nobody uses are seen. */
  readonly lastUsedOn?: string | undefined;
}

export type KeyState = 'valid' | 'expired' | 'revoked';

const mark = 'lnk_';

/** The secret, which begins alike in all keys so that it is known where it turns up by mistake. */
export function newSecret(): string {
  return mark + newToken();
}

/** @returns undefined when it cannot be the secret of a key */
export function hashOfSecret(text: string): string | undefined {
  return /^lnk_[\w-]{43}$/.test(text) ? hashOfToken(text) : undefined;
}

export function keyState({ revokedAt, expiresAt }: ApiKey, now: Date): KeyState {
  if (revokedAt) return 'revoked';
  return now < expiresAt ? 'valid' : 'expired';
}

export function isKeyAct(value: unknown): value is KeyAct {
  return keyActs.some((act) => act === value);
}
