/**
 * An alert (cảnh báo) is what a manager wants to be told of: something about a unit and all below it that the leader looks
 * at once an hour. What it found is kept as events: raised when it begins to hold, still once a week while it does, over
 * when it does no more. One document holds the alert, its events and what is still to be sent of them, so that an hour is
 * looked at once, whoever leads.
 */
import type { Scope } from '../../statistics/estimation/scope.ts';

export const watchKinds = [
  'indexBelow',
  'indexFell',
  'responseLow',
  'rateBelow',
  'casesOverdue',
  'kioskSilent',
] as const;
export type WatchKind = (typeof watchKinds)[number];

/** Rates of cases, and items of the real-time service index of this year. */
export const watchedRates = ['casesOnTime', 'casesHelped', 'item52', 'item54'] as const;
export type WatchedRate = (typeof watchedRates)[number];

/** What is looked at. A round stands for itself and, once they open, for those that are measured against it. */
export type Watch =
  | {
      readonly kind: 'indexBelow';
      readonly roundId: string;
      readonly scope: Scope;
      /** Hundredths of a percent, 1 … 10,000; so are the others. */
      readonly belowHundredths: number;
    }
  /** By a statistically significant change, against the round before. */
  | { readonly kind: 'indexFell'; readonly roundId: string; readonly scope: Scope }
  | { readonly kind: 'responseLow'; readonly roundId: string; readonly belowHundredths: number }
  | { readonly kind: 'rateBelow'; readonly rate: WatchedRate; readonly belowHundredths: number }
  /** So many cases or more are past their term. */
  | { readonly kind: 'casesOverdue'; readonly casesMin: number }
  | { readonly kind: 'kioskSilent' };

export interface Said {
  readonly vi: string;
  readonly en: string;
}

export type SendWay = 'mail' | 'webhook';

/** A message about an event, until it is sent or given up. */
export interface Sending {
  readonly way: SendWay;
  readonly attempts: number;
  /** When it is tried next; undefined when it is over. */
  readonly nextAt?: Date | undefined;
  readonly outcome?: 'sent' | 'givenUp' | undefined;
}

export interface AlertEvent {
  /** From 1, within the alert; whoever is sent the same number twice has been told twice of one event. */
  readonly number: number;
  readonly kind: 'raised' | 'still' | 'over';
  readonly at: Date;
  readonly said: Said;
  readonly sendings: readonly Sending[];
}

export interface Webhook {
  readonly url: string;
  /** Key of the signatures. */
  readonly secret: string;
}

export interface Alert {
  readonly id: string;
  readonly unitId: string;
  readonly watch: Watch;
  /** What it watches, in words, as they were when it was made. */
  readonly label: Said;
  /** Whether its maker is mailed. */
  readonly mail: boolean;
  readonly webhook?: Webhook | undefined;
  readonly madeAt: Date;
  readonly madeBy: { readonly accountId: string; readonly name: string };
  readonly endedAt?: Date | undefined;
  /** Whether it holds, as far as was seen. */
  readonly isRaised: boolean;
  /** Full hour in which it was last looked at. */
  readonly checkedHour?: Date | undefined;
  /** Whether there was anything to look at then. */
  readonly hasData: boolean;
  /** Oldest first, the last `eventsMax`. */
  readonly events: readonly AlertEvent[];
  /** Number of changes: a change is made to the version that it was decided on. */
  readonly version: number;
}

/** What was found; undefined where there is nothing that it could be told from. */
export type Reading = { readonly holds: boolean; readonly said: Said } | undefined;

export const eventsMax = 30;
const stillMs = 7 * 24 * 60 * 60 * 1000;
const attemptsMax = 5;
/** From one attempt to the next. */
const pausesMs = [60_000, 10 * 60_000, 60 * 60_000, 6 * 60 * 60_000];

/** The alert after it was looked at. Where nothing can be told, what was known stays. */
export function alertAfter(before: Alert, reading: Reading, at: Date, hour: Date): Alert {
  const looked = {
    ...before,
    checkedHour: hour,
    hasData: reading !== undefined,
    version: before.version + 1,
  };
  const kind = reading && eventKind(before, reading.holds, at);
  if (!kind) return looked;
  const ways: readonly SendWay[] = [
    ...(before.mail ? (['mail'] as const) : []),
    ...(before.webhook ? (['webhook'] as const) : []),
  ];
  const event: AlertEvent = {
    number: (before.events.at(-1)?.number ?? 0) + 1,
    kind,
    at,
    said: reading.said,
    sendings: ways.map((way) => ({ way, attempts: 0, nextAt: at })),
  };
  return { ...looked, isRaised: reading.holds, events: [...before.events, event].slice(-eventsMax) };
}

function eventKind(before: Alert, holds: boolean, at: Date): AlertEvent['kind'] | undefined {
  if (!before.isRaised) return holds ? 'raised' : undefined;
  if (!holds) return 'over';
  const toldAt = before.events.at(-1)?.at ?? before.madeAt;
  return at.getTime() - toldAt.getTime() >= stillMs ? 'still' : undefined;
}

export interface Due {
  readonly event: AlertEvent;
  readonly sending: Sending;
}

/** What is to be sent now, oldest first. */
export function dueSendings({ events }: Alert, now: Date): readonly Due[] {
  return events.flatMap((event) =>
    event.sendings
      .filter(({ nextAt }) => nextAt !== undefined && nextAt <= now)
      .map((sending) => ({ event, sending })),
  );
}

/** Before an attempt: it counts even if the process dies in it, so that nothing is sent for ever. */
export function attempted(alert: Alert, due: Due, now: Date): Alert {
  const attempts = due.sending.attempts + 1;
  const pauseMs = pausesMs[attempts - 1] ?? pausesMs.at(-1)!;
  return withSending(alert, due, { attempts, nextAt: new Date(now.getTime() + pauseMs) });
}

/** After the attempt that `attempted` has counted. */
export function sent(alert: Alert, due: Due, wasTaken: boolean): Alert {
  const attempts = due.sending.attempts + 1;
  if (wasTaken) return withSending(alert, due, { attempts, outcome: 'sent' });
  return attempts >= attemptsMax ? withSending(alert, due, { attempts, outcome: 'givenUp' }) : alert;
}

function withSending(alert: Alert, { event, sending }: Due, after: Omit<Sending, 'way'>): Alert {
  const replaced = { way: sending.way, ...after };
  const events = alert.events.map((one) =>
    one.number === event.number
      ? { ...one, sendings: one.sendings.map((other) => (other.way === sending.way ? replaced : other)) }
      : one,
  );
  return { ...alert, events, version: alert.version + 1 };
}
