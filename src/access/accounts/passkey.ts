/**
 * Passkeys (WebAuthn), by @simplewebauthn/server: a key pair that a telephone, computer or security key keeps and opens to its
 * owner's finger, face or PIN. It needs no name and no password, so nobody can use up its tries from elsewhere, and it works on
 * our own address only, so a page that imitates ours gets nothing.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Account, Passkey } from './account.ts';

/** Of an account. */
export const passkeysMax = 10;
const challengeLifetimeMs = 5 * 60 * 1000;

/** The address that a passkey belongs to. */
export interface Site {
  /** `https://khaosat.example.vn` */
  readonly origin: string;
  /** `khaosat.example.vn` */
  readonly host: string;
}

export function siteOf(origin: string): Site {
  const { origin: start, hostname } = new URL(origin);
  return { origin: start, host: hostname };
}

type Purpose = 'sign in' | 'add';

/**
 * What a passkey has to sign. It is kept nowhere: it is ours by its signature, and good for five minutes in the browser and for the
 * account whose form token it was made with.
 */
export function challenges(key: Buffer) {
  const signed = (purpose: Purpose, formToken: string, expires: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, formToken, expires]))
      .digest('base64url');
  return {
    make(purpose: Purpose, formToken: string, now: Date): string {
      const expires = (now.getTime() + challengeLifetimeMs).toString(36);
      return `${expires}.${signed(purpose, formToken, expires)}`;
    },
    /** @param given as a passkey hands it back, in base64url */
    isGood(given: string, purpose: Purpose, formToken: string, now: Date): boolean {
      const text = Buffer.from(given, 'base64url');
      const [expires = ''] = text.toString().split('.');
      const ours = Buffer.from(`${expires}.${signed(purpose, formToken, expires)}`);
      const isOurs = text.length === ours.length && timingSafeEqual(text, ours);
      return isOurs && now.getTime() < Number.parseInt(expires, 36);
    },
  };
}
export type Challenges = ReturnType<typeof challenges>;

/** What the browser is asked for, to sign in with any passkey that it has for us. */
export async function signInOptions(site: Site, challenge: string) {
  return await generateAuthenticationOptions({
    rpID: site.host,
    challenge: bytesOf(challenge),
    userVerification: 'required',
  });
}

export async function addOptions(site: Site, challenge: string, account: Account) {
  return await generateRegistrationOptions({
    rpName: 'Lắng Nghe',
    rpID: site.host,
    userName: account.name,
    userDisplayName: account.fullName,
    userID: bytesOf(account.id),
    challenge: bytesOf(challenge),
    attestationType: 'none',
    excludeCredentials: (account.passkeys ?? []).map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

export interface Answer {
  readonly site: Site;
  /** JSON, as the browser gives it. */
  readonly response: string;
  readonly isGoodChallenge: (challenge: string) => boolean;
}

/** @returns undefined when it is none that we asked for */
export async function addedPasskey(
  answer: Answer,
): Promise<Pick<Passkey, 'id' | 'publicKey' | 'counter'> | undefined> {
  const { registrationInfo } = (await orNothing(async () =>
    verifyRegistrationResponse({
      response: JSON.parse(answer.response) as RegistrationResponseJSON,
      ...expected(answer),
    }),
  )) ?? { registrationInfo: undefined };
  if (!registrationInfo) return undefined;
  const { id, publicKey, counter } = registrationInfo.credential;
  return { id, publicKey: Buffer.from(publicKey), counter };
}

/** Id of the passkey that an answer claims to come from. */
export async function claimedId(response: string): Promise<string | undefined> {
  const claimed = await orNothing(async () => (JSON.parse(response) as { id?: unknown }).id);
  return typeof claimed === 'string' ? claimed : undefined;
}

/** @returns how often the passkey has been used, as it says; undefined when it did not sign what we asked for */
export async function countOfUse(passkey: Passkey, answer: Answer): Promise<number | undefined> {
  const { id, publicKey, counter } = passkey;
  const checked = await orNothing(async () =>
    verifyAuthenticationResponse({
      response: JSON.parse(answer.response) as AuthenticationResponseJSON,
      ...expected(answer),
      credential: { id, publicKey: new Uint8Array(publicKey), counter },
    }),
  );
  return checked?.verified ? checked.authenticationInfo.newCounter : undefined;
}

function expected({ site, isGoodChallenge }: Answer) {
  return {
    expectedChallenge: isGoodChallenge,
    expectedOrigin: site.origin,
    expectedRPID: site.host,
    requireUserVerification: true,
  };
}

/** The library throws for every answer that it does not like. */
async function orNothing<Value>(check: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await check();
  } catch {
    return undefined;
  }
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text));
}
