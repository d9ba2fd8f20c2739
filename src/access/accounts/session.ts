/**
 * A session is one browser in which an account is signed in. The browser stores a random token in a cookie; the store
 * has only its hash, so a stolen copy of the store opens no session.
 */
import { createHash, randomBytes } from 'node:crypto';

/** A session ends after one hour without a request, and after twelve hours in any case. */
export const idleMs = 60 * 60 * 1000;
export const lifetimeMs = 12 * 60 * 60 * 1000;
/** How long the password stays accepted while the person looks up the code of the second factor. */
const codeStageMs = 10 * 60 * 1000;
/** How stale the time of the last request may be, so that not every request causes a write. */
export const seenStaleMs = 60 * 1000;

/** Sign-in at a provider, to which sign-out there and from there refers. */
export interface ProviderSession {
  readonly issuer: string;
  readonly subject: string;
  /** The provider's id of its session, if it gives one. */
  readonly sid?: string | undefined;
  /** By it the provider recognises its own session at sign-out; it opens nothing. */
  readonly idToken: string;
  /** Whether the provider checked a second factor that the settings accept. */
  readonly hasSecondFactor: boolean;
}

export interface Session {
  /** Hash of the token. */
  readonly id: string;
  readonly accountId: string;
  /** `code`: the password was correct, the second factor is still to come; no page is open yet. */
  readonly stage: 'code' | 'open';
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  /** Browser and system, in two words, so that the person recognises it. */
  readonly device: string;
  /** Unit that the person has chosen to view. */
  readonly unitId?: string | undefined;
  /** Missing: signed in here. */
  readonly provider?: ProviderSession | undefined;
}

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * A token for a person who signs in. The part before its dot stays with the browser, and only that part: a form that an
 * account opened before its session ended is still valid after it has signed in again.
 */
export function newTokenIn(browser: string | undefined): string {
  return browser === undefined ? newToken() : `${browser}.${newToken()}`;
}

/** @returns undefined when we did not make the token */
export function browserOf(token: string): string | undefined {
  return /^[\w-]{20,64}(?=\.|$)/.exec(token)?.[0];
}

export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function expiryOf({ stage, startedAt }: Pick<Session, 'stage' | 'startedAt'>, seenAt: Date): Date {
  const limitMs = stage === 'code' ? codeStageMs : lifetimeMs;
  return new Date(Math.min(seenAt.getTime() + idleMs, startedAt.getTime() + limitMs));
}

/** `Firefox · Windows`: enough for people to recognise their own browsers. */
export function deviceName(userAgent: string): string {
  const browsers = ['Edg', 'OPR', 'CocCoc', 'coc_coc', 'Firefox', 'SamsungBrowser', 'Chrome', 'Safari'];
  const systems = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'];
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', CocCoc: 'Cốc Cốc', coc_coc: 'Cốc Cốc' };
  const browser = browsers.find((name) => userAgent.includes(name));
  const system = systems.find((name) => userAgent.includes(name));
  return [browser && (names[browser] ?? browser), system].filter(Boolean).join(' · ') || '–';
}
