/**
 * The link of the first start creates the first administrator. It is signed, not stored. It is valid for 24 hours and
 * only while there is no administrator, so it works once. (The links for setting a password are random and stored as a
 * hash with the account.)
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const linkLifetimeMs = 24 * 60 * 60 * 1000;

export function sealFirstLink(expiresAt: Date, key: Buffer): string {
  const expires = Math.floor(expiresAt.getTime() / 1000).toString(36);
  return `${expires}.${signature(expires, key).toString('base64url')}`;
}

/** @returns its expiry time; undefined when this installation did not make it */
export function openFirstLink(link: string, key: Buffer): Date | undefined {
  const [expires = '', given = ''] = link.split('.');
  const signed = Buffer.from(given, 'base64url');
  const expected = signature(expires, key);
  if (signed.length !== expected.length || !timingSafeEqual(signed, expected)) return undefined;
  return new Date(Number.parseInt(expires, 36) * 1000);
}

function signature(expires: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(expires).digest();
}
