/**
 * A sign-in that is under way at a provider. What its answer is checked with lies in a cookie of the browser that
 * began it, signed together with the form token of that browser, so that it opens nothing in another one. Nothing is
 * stored.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Secrets } from './providers.ts';

export interface Flow extends Secrets {
  readonly providerId: string;
  readonly language: PageLanguage;
  /** The page that was requested, or empty. */
  readonly goTo: string;
  /** Token of the link by which an account is linked, or empty. */
  readonly link: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export const flowCookie = 'sign-in-flow';
export const flowPath = '/staff/sign-in/with';
export const flowLifetimeMs = 10 * 60 * 1000;

export function sealFlow(flow: Flow, formToken: string, key: Buffer): string {
  const text = Buffer.from(JSON.stringify(flow)).toString('base64url');
  return `${text}.${signature(text, formToken, key).toString('base64url')}`;
}

/** @returns undefined when this browser began no sign-in at the provider, or too long ago */
export function openFlow(
  cookie: string | undefined,
  expected: { providerId: string; formToken: string; now: Date },
  key: Buffer,
): Flow | undefined {
  const [text = '', given = ''] = (cookie ?? '').split('.');
  const signed = Buffer.from(given, 'base64url');
  const ours = signature(text, expected.formToken, key);
  if (signed.length !== ours.length || !timingSafeEqual(signed, ours)) return undefined;
  const flow = JSON.parse(Buffer.from(text, 'base64url').toString()) as Flow;
  const isCurrent = flow.providerId === expected.providerId && expected.now.getTime() < flow.expiresAt;
  return isCurrent ? flow : undefined;
}

/**
 * The token of an invitation, signed for the browser that opened its page. The address of a sign-in alone therefore links
 * no account: in another browser, it leads to the page of the invitation first.
 */
export function sealLink(link: string, formToken: string, key: Buffer): string {
  return `${link}.${signature(link, formToken, key).toString('base64url')}`;
}

/** @returns the token, and whether this browser has seen the page of the invitation */
export function openLink(sealed: string, formToken: string, key: Buffer): { link: string; isSeen: boolean } {
  const [link = ''] = sealed.split('.');
  const [given, ours] = [Buffer.from(sealed), Buffer.from(sealLink(link, formToken, key))];
  return { link, isSeen: given.length === ours.length && timingSafeEqual(given, ours) };
}

function signature(text: string, formToken: string, key: Buffer): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([formToken, text]))
    .digest();
}
