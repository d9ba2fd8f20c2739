/** One event on its way to one subscription: the body as it is signed and sent, and what became of it. */
import type { KioskKey } from '../../collection/kiosk/kioskKey.ts';
import type { EventType, HappenedEvent } from './event.ts';
import type { Subscription } from './subscription.ts';
import { derivedUuid } from '../../platform/text/derivedUuid.ts';

export interface EventMessage {
  /** Sent as `webhook-id`; follows from the subscription and the event. */
  readonly id: string;
  readonly subscriptionId: string;
  readonly type: EventType | 'test';
  readonly recordedAt: Date;
  /** JSON. */
  readonly body: string;
  /** Attempts since it was recorded, or sent again by hand. */
  readonly attempts: number;
  /** Time of the next attempt; undefined when there is none. */
  readonly nextAt?: Date | undefined;
  readonly outcome?: 'accepted' | 'givenUp' | undefined;
  readonly lastAt?: Date | undefined;
  /** Status of the last response; undefined where there was none. */
  readonly lastStatus?: number | undefined;
}

const minuteMs = 60_000;
/** Pauses between attempts, a little less than a day together. */
const pausesMs = [1, 5, 30, 2 * 60, 5 * 60, 16 * 60].map((minutes) => minutes * minuteMs);
export const attemptsMax = pausesMs.length + 1;
export const keptDays = 60;

/** Encrypts the keys of subscriptions, and gives messages their ids. It is kept outside the database. */
export function eventKeyOf(key: Pick<KioskKey, 'derived'>): Buffer {
  return key.derived('event subscriptions');
}

export interface MessageOptions {
  /** From which ids are derived. */
  readonly key: Buffer;
  readonly publicUrl: string | undefined;
  readonly now: Date;
}

export function messageOf(
  { id: subscriptionId }: Subscription,
  { key: eventKey, type, at, data, path }: HappenedEvent,
  { key, publicUrl, now }: MessageOptions,
): EventMessage {
  const url = path !== undefined && publicUrl !== undefined ? { url: publicUrl + path } : {};
  return {
    id: derivedUuid(key, [subscriptionId, ...eventKey]),
    subscriptionId,
    type,
    recordedAt: now,
    body: JSON.stringify({ type, timestamp: at.toISOString(), data: { ...data, ...url } }),
    attempts: 0,
    nextAt: now,
  };
}

/** What an attempt changes before it starts, so that crashing in it does not repeat it forever. */
export function attempted({ type, attempts }: EventMessage, now: Date) {
  const pauseMs = type === 'test' ? undefined : pausesMs[attempts];
  return {
    attempts: attempts + 1,
    lastAt: now,
    lastStatus: undefined,
    nextAt: new Date(now.getTime() + (pauseMs ?? minuteMs)),
  };
}

/** What the response changes. @param message with this attempt counted */
export function answered({ type, attempts }: EventMessage, status: number | undefined) {
  const lastStatus = status;
  if (isAccepted(status)) return { lastStatus, nextAt: undefined, outcome: 'accepted' } as const;
  if (type !== 'test' && attempts < attemptsMax) return { lastStatus };
  return { lastStatus, nextAt: undefined, outcome: 'givenUp' } as const;
}

export function isAccepted(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status <= 299;
}
