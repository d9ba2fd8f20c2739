/** Subscriptions for tests, and the leader's work on them. */
import { auditEntry, type AuditEntry } from '../../../src/access/audit/entry.ts';
import { eventKeyOf } from '../../../src/improvement/events/message.ts';
import { eventTypes } from '../../../src/improvement/events/event.ts';
import { recordEvents } from '../../../src/improvement/events/recordEvents.ts';
import { sendEvents } from '../../../src/improvement/events/sendEvents.ts';
import type { Subscription } from '../../../src/improvement/events/subscription.ts';
import { sealText } from '../../../src/platform/text/sealedText.ts';
import { newSigningKey, type SignedPost } from '../../../src/platform/webhooks/signedPost.ts';
import type { Stores } from '../../../src/improvement/stores.ts';
import type { TestApp } from '../../support/app.ts';
import { openingAt } from '../../support/builders.ts';

export const signingKey = newSigningKey();
export const publicUrl = 'https://ln.example.vn';

export function aSubscription(
  { kioskKey }: Pick<TestApp, 'kioskKey'>,
  changes: Partial<Subscription> = {},
): Subscription {
  return {
    id: 'subscription',
    unitId: 'city',
    label: 'Trung tâm điều hành',
    types: eventTypes,
    url: 'https://hook.example/',
    sealedKey: sealText(signingKey, eventKeyOf(kioskKey)).toString('base64'),
    madeAt: openingAt,
    madeBy: { accountId: 'somebody', name: 'somebody' },
    ...changes,
  };
}

export function anEntry(): AuditEntry {
  const subject = { id: 'subscription', label: 'x' };
  return auditEntry({ at: openingAt, kind: 'subscription.made', unitIds: [], subject });
}

const never = (): boolean => false;

/** @param stores other ones than those of the app, where something fails in them */
export async function recordNow({ stores, kioskKey, clock }: TestApp, instead?: Stores): Promise<void> {
  const options = { key: eventKeyOf(kioskKey), publicUrl, now: clock.now };
  await recordEvents(instead ?? stores, options, never);
}

export async function sendNow(
  { stores, kioskKey, clock }: TestApp,
  post: SignedPost,
  instead?: Stores,
): Promise<void> {
  const options = { post, key: eventKeyOf(kioskKey), now: () => clock.now, logError: () => {} };
  await sendEvents(instead ?? stores, options, never);
}
