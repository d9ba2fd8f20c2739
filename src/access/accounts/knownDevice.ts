/**
 * The token of a browser in which an account was signed in before; such a browser has a separate count of wrong
 * passwords.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export const knownDeviceLifetimeMs = 180 * 24 * 60 * 60 * 1000;

/** One cookie for each account, so that colleagues can share a computer; its name does not reveal the account. */
export function knownDeviceCookie(accountName: string): string {
  return `known-${createHash('sha256').update(accountName).digest('hex').slice(0, 12)}`;
}

export function sealKnownDevice(accountName: string, key: Buffer): string {
  const mark = randomBytes(12).toString('base64url');
  return `${mark}.${signature(accountName, mark, key).toString('base64url')}`;
}

/** @returns the token; undefined when the cookie is not one that we made for this account */
export function openKnownDevice(
  cookie: string | undefined,
  accountName: string,
  key: Buffer,
): string | undefined {
  const [mark = '', given = ''] = (cookie ?? '').split('.');
  const signed = Buffer.from(given, 'base64url');
  const expected = signature(accountName, mark, key);
  return signed.length === expected.length && timingSafeEqual(signed, expected) ? mark : undefined;
}

function signature(accountName: string, mark: string, key: Buffer): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([accountName, mark]))
    .digest();
}
