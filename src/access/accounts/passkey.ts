/**
 * Passkeys (WebAuthn), through @simplewebauthn/server: a key pair that a telephone, computer or security key stores and
 * unlocks with its owner's finger, face or PIN. It needs no name and no password, so nobody can use up its attempts
 * from elsewhere. It works only on our own address, so a phishing page gets nothing.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { SchemaOf } from '../../platform/schemas/schema.ts';
import { parsedJson, readBy } from '../../platform/schemas/validate.ts';
import type { Account, Passkey } from './account.ts';

/** A third of a second to load, and most visitors have no passkey. */
const webAuthn = async () => await import('@simplewebauthn/server');

/** Per account. */
export const passkeysMax = 10;
const challengeLifetimeMs = 5 * 60 * 1000;

/** The address for which a passkey is registered. */
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
 * The challenge that a passkey signs. It is not stored: our signature proves that we made it, and it is valid for five
 * minutes, in the browser and for the account whose form token it was made with.
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
    /** @param given as the passkey returns it, in base64url */
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

/** Options for signing in with any passkey that the browser has for this site. */
export async function signInOptions(site: Site, challenge: string) {
  const { generateAuthenticationOptions } = await webAuthn();
  return await generateAuthenticationOptions({
    rpID: site.host,
    challenge: bytesOf(challenge),
    userVerification: 'required',
  });
}

export async function addOptions(site: Site, challenge: string, account: Account) {
  const { generateRegistrationOptions } = await webAuthn();
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
  /** JSON, as the browser sends it. */
  readonly response: string;
  readonly isGoodChallenge: (challenge: string) => boolean;
}

/** @returns undefined when it does not match our challenge */
export async function addedPasskey(
  answer: Answer,
): Promise<Pick<Passkey, 'id' | 'publicKey' | 'counter'> | undefined> {
  const { verifyRegistrationResponse } = await webAuthn();
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

/** Id of the passkey that a response claims to come from. */
export function claimedId(response: string): string | undefined {
  const read = readBy(claimSchema, parsedJson(response));
  return 'value' in read ? read.value.id : undefined;
}

/** The rest of a response is checked by the library that verifies it. */
const claimSchema: SchemaOf<{ readonly id: string }> = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' } },
};

/** @returns the signature counter that the passkey reports; undefined when it did not sign our challenge */
export async function countOfUse(passkey: Passkey, answer: Answer): Promise<number | undefined> {
  const { id, publicKey, counter } = passkey;
  const { verifyAuthenticationResponse } = await webAuthn();
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

/** The library throws for every response that it rejects. */
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
