/** Sends the messages that are due: to each subscription one after the other, to all subscriptions at the same time. */
import { auditEntry } from '../../access/audit/entry.ts';
import { dayMs } from '../../access/retention/retention.ts';
import type { SignedPost } from '../../platform/webhooks/signedPost.ts';
import { openText } from '../../platform/text/sealedText.ts';
import type { Stores } from '../stores.ts';
import { answered, attempted, isAccepted, keptDays, type EventMessage } from './message.ts';
import { standingAfterFailure, type Subscription } from './subscription.ts';

export interface SendOptions {
  readonly post: SignedPost;
  /** Opens the keys of subscriptions. */
  readonly key: Buffer;
  readonly now: () => Date;
  readonly logError: (error: { route: string; error: unknown }) => void;
}

type SendStores = Pick<Stores, 'subscriptions' | 'eventMessages'>;

/** Messages to one subscription in a row, before the others' next ones. */
const messagesAtOnce = 50;

export async function sendEvents(
  stores: SendStores,
  options: SendOptions,
  isOver: () => boolean,
): Promise<void> {
  const { eventMessages, subscriptions } = stores;
  await eventMessages.eraseBefore(new Date(options.now().getTime() - keptDays * dayMs));
  const all = await subscriptions.list();
  await Promise.all(all.map((one) => sendTo(one, stores, options, isOver)));
}

async function sendTo(
  subscription: Subscription,
  stores: SendStores,
  options: SendOptions,
  isOver: () => boolean,
): Promise<void> {
  const { paused, restsUntil, id } = subscription;
  const { eventMessages } = stores;
  const now = options.now();
  const isResting = paused !== undefined || (restsUntil !== undefined && restsUntil > now);
  for (const message of await eventMessages.listDue(id, now, {
    onlyTests: isResting,
    limit: messagesAtOnce,
  })) {
    if (isOver()) return;
    const claimed = await eventMessages.claim(message, attempted(message, options.now()));
    if (!claimed) continue;
    const status = await statusOf(subscription, claimed, options);
    await eventMessages.note(claimed, answered(claimed, status));
    if (claimed.type === 'test') continue;
    if (!isAccepted(status)) {
      await noteFailure(subscription, stores, status, options.now());
      return;
    }
    if (subscription.failingSince)
      await stores.subscriptions.note(id, { failingSince: undefined, restsUntil: undefined, paused });
  }
}

async function noteFailure(
  subscription: Subscription,
  { subscriptions }: SendStores,
  status: number | undefined,
  now: Date,
): Promise<void> {
  const after = standingAfterFailure(subscription, status, now);
  const { id, label, unitId } = subscription;
  const entry = auditEntry({
    at: now,
    kind: 'subscription.paused',
    unitIds: [unitId],
    subject: { id, label },
    after: { reason: after.paused?.why ?? '' },
  });
  await subscriptions.note(id, after, after.paused ? entry : 'unaudited');
}

/** @returns undefined where there was no response, or none may be asked for */
async function statusOf(
  { url, sealedKey }: Subscription,
  { id, body }: EventMessage,
  { post, key, now, logError }: SendOptions,
): Promise<number | undefined> {
  try {
    const signingKey = openText(Buffer.from(sealedKey, 'base64'), key);
    return await post({ url, signingKey }, { id, body }, now());
  } catch (error) {
    logError({ route: `event: ${new URL(url).host}`, error });
    return undefined;
  }
}
