/**
 * An alert (cảnh báo) watches something about a unit and all its subunits for a manager; the leader process checks it
 * once an hour. Findings are stored as events: `raised` when the condition begins to hold, `still` once a week while it
 * holds, `over` when it ends. One document holds the alert, its events and the mail still to be sent, so that each hour
 * is checked once, whichever process leads. To other systems the events are sent by subscriptions (improvement/events).
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

/** Rates of cases, and items of this year's service index. */
export const watchedRates = ['casesOnTime', 'casesHelped', 'item52', 'item54'] as const;
export type WatchedRate = (typeof watchedRates)[number];

/** What is watched. A round stands for itself and for the rounds compared with it, once they open. */
export type Watch =
  | {
      readonly kind: 'indexBelow';
      readonly roundId: string;
      readonly scope: Scope;
      /** Hundredths of a percent, 1 … 10,000; the same unit below. */
      readonly belowHundredths: number;
    }
  /** By a statistically significant change from the round before. */
  | { readonly kind: 'indexFell'; readonly roundId: string; readonly scope: Scope }
  | { readonly kind: 'responseLow'; readonly roundId: string; readonly belowHundredths: number }
  | { readonly kind: 'rateBelow'; readonly rate: WatchedRate; readonly belowHundredths: number }
  /** At least this many cases are overdue. */
  | { readonly kind: 'casesOverdue'; readonly casesMin: number }
  | { readonly kind: 'kioskSilent' };

export interface Said {
  readonly vi: string;
  readonly en: string;
}

/** The mail about an event, until it is sent or given up. */
interface Sending {
  readonly attempts: number;
  /** Time of the next attempt; undefined when there is none. */
  readonly nextAt?: Date | undefined;
  readonly outcome?: 'sent' | 'givenUp' | undefined;
}

export interface AlertEvent {
  /** From 1, within the alert; a recipient that gets a number twice has received the same event twice. */
  readonly number: number;
  readonly kind: 'raised' | 'still' | 'over';
  readonly at: Date;
  readonly said: Said;
  /** Missing where its maker gets none. */
  readonly mail?: Sending | undefined;
}

export interface Alert {
  readonly id: string;
  readonly unitId: string;
  readonly watch: Watch;
  /** The watched condition in words, fixed when the alert was made. */
  readonly label: Said;
  /** Whether its maker gets mail. */
  readonly mail: boolean;
  readonly madeAt: Date;
  readonly madeBy: { readonly accountId: string; readonly name: string };
  readonly endedAt?: Date | undefined;
  /** Whether the condition held at the last check. */
  readonly isRaised: boolean;
  /** Full hour of the last check. */
  readonly checkedHour?: Date | undefined;
  /** Whether that check found any data. */
  readonly hasData: boolean;
  /** Oldest first, the last `eventsMax`. */
  readonly events: readonly AlertEvent[];
  /** Counts the changes; each change applies to the version that it was decided on. */
  readonly version: number;
}

/** The finding; undefined where the data cannot decide the condition. */
export type Reading = { readonly holds: boolean; readonly said: Said } | undefined;

export const eventsMax = 30;
const stillMs = 7 * 24 * 60 * 60 * 1000;
const attemptsMax = 5;
/** Pauses between attempts. */
const pausesMs = [60_000, 10 * 60_000, 60 * 60_000, 6 * 60 * 60_000];

/** The alert after a check. A check without a finding keeps the last one. */
export function alertAfter(before: Alert, reading: Reading, at: Date, hour: Date): Alert {
  const looked = {
    ...before,
    checkedHour: hour,
    hasData: reading !== undefined,
    version: before.version + 1,
  };
  const kind = reading && eventKind(before, reading.holds, at);
  if (!kind) return looked;
  const event: AlertEvent = {
    number: (before.events.at(-1)?.number ?? 0) + 1,
    kind,
    at,
    said: reading.said,
    ...(before.mail && { mail: { attempts: 0, nextAt: at } }),
  };
  return { ...looked, isRaised: reading.holds, events: [...before.events, event].slice(-eventsMax) };
}

function eventKind(before: Alert, holds: boolean, at: Date): AlertEvent['kind'] | undefined {
  if (!before.isRaised) return holds ? 'raised' : undefined;
  if (!holds) return 'over';
  const toldAt = before.events.at(-1)?.at ?? before.madeAt;
  return at.getTime() - toldAt.getTime() >= stillMs ? 'still' : undefined;
}

/** Events whose mail is due, oldest first. */
export function dueEvents({ events }: Alert, now: Date): readonly AlertEvent[] {
  return events.filter(({ mail }) => mail?.nextAt !== undefined && mail.nextAt <= now);
}

/** Counts an attempt before it starts, so that crashing in it does not repeat it forever. */
export function attempted(alert: Alert, due: AlertEvent, now: Date): Alert {
  const attempts = attemptsOf(due) + 1;
  const pauseMs = pausesMs[attempts - 1] ?? pausesMs.at(-1)!;
  return withMail(alert, due, { attempts, nextAt: new Date(now.getTime() + pauseMs) });
}

/** Records the result of the attempt that `attempted` has counted. */
export function sent(alert: Alert, due: AlertEvent, wasTaken: boolean): Alert {
  const attempts = attemptsOf(due) + 1;
  if (wasTaken) return withMail(alert, due, { attempts, outcome: 'sent' });
  return attempts >= attemptsMax ? withMail(alert, due, { attempts, outcome: 'givenUp' }) : alert;
}

function attemptsOf({ mail }: AlertEvent): number {
  return mail?.attempts ?? 0;
}

function withMail(alert: Alert, { number }: AlertEvent, mail: Sending): Alert {
  const events = alert.events.map((one) => (one.number === number ? { ...one, mail } : one));
  return { ...alert, events, version: alert.version + 1 };
}
