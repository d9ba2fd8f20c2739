/**
 * A subscription sends the events of a unit and of the units below it to an address. It rests for a minute after each
 * failure, so that a receiver that is down is not asked once per message, and is paused when nothing was accepted for
 * days, or when the receiver says that it is gone.
 */
import type { UnitScope } from '../../access/accounts/unitScope.ts';
import type { Actor } from '../../access/audit/entry.ts';
import { startOfDay } from '../../platform/calendar/clock.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { EventType, HappenedEvent } from './event.ts';

export interface Subscription {
  readonly id: string;
  readonly unitId: string;
  readonly label: string;
  readonly types: readonly EventType[];
  /** An https address. */
  readonly url: string;
  /** Key of the signatures, encrypted (platform/text/sealedText.ts), in base64. */
  readonly sealedKey: string;
  readonly madeAt: Date;
  readonly madeBy: Actor;
  readonly endedAt?: Date | undefined;
  /** First failure since a message was accepted. */
  readonly failingSince?: Date | undefined;
  /** Nothing is sent before this time. */
  readonly restsUntil?: Date | undefined;
  readonly paused?: { readonly at: Date; readonly why: PauseReason } | undefined;
  /** Day on which overdue cases were last looked for. */
  readonly lookedOn?: string | undefined;
}

/** - `failing`: no message was accepted for `failingMsMax`; - `gone`: the receiver answered 410 */
type PauseReason = 'failing' | 'gone';

const restMs = 60_000;
export const failingMsMax = 3 * 24 * 60 * 60 * 1000;

/** Whether the subscription reports the event: it does from the day on which it was made. */
export function reports(subscription: Subscription, event: HappenedEvent, units: UnitScope): boolean {
  const { unitId, types, madeAt } = subscription;
  if (!types.some((type) => type === event.type)) return false;
  if (event.at < startOfDay(dayOf(madeAt))) return false;
  return event.unitIds.some(
    (id) => units.isWithin(id, unitId) || (event.isWide === true && units.isWithin(unitId, id)),
  );
}

type Standing = Pick<Subscription, 'failingSince' | 'restsUntil' | 'paused'>;

/** How a subscription stands after a message was refused. @param status of the response; undefined where there was none */
export function standingAfterFailure(
  { failingSince }: Subscription,
  status: number | undefined,
  now: Date,
): Standing {
  const since = failingSince ?? now;
  const isLong = now.getTime() - since.getTime() >= failingMsMax;
  const why = status === 410 ? 'gone' : isLong ? 'failing' : undefined;
  return {
    failingSince: since,
    restsUntil: new Date(now.getTime() + restMs),
    paused: why && { at: now, why },
  };
}
