/**
 * A mailing: one message, in one or two languages, to the people drawn for a round. Of each message the program keeps a
 * position in the draw and a state; addresses are nowhere but on the sealed list, and go with it.
 */
import type { Actor } from '../../access/audit/entry.ts';
import { dayMs, hourMs } from '../../access/retention/retention.ts';
import { vietNamOffsetMs } from '../../platform/calendar/vietNamTime.ts';
import type { HandedOver } from '../../platform/messages/handOver.ts';
import type { Wordings } from '../../platform/messages/template.ts';

/**
 * - `draft`: its maker looks at it; - `waiting`: for a second account; - `discarded`: instead of being sent; - `agreed`: its
 * messages are being made; - `sending`; - `done`: nothing is left to send; - `ended`: somebody ended it; - `erased`: so is its
 * list, and only counts remain
 */
export type MailingState =
  'draft' | 'waiting' | 'discarded' | 'agreed' | 'sending' | 'done' | 'ended' | 'erased';

export interface Mailing {
  readonly id: string;
  readonly roundId: string;
  readonly listId: string;
  /** 0: the invitation; from 1: a reminder. */
  readonly number: number;
  readonly channelId: string;
  /** Heading of the column with addresses, and of the one that says `en` where the second wording is wanted. */
  readonly addressField: string;
  readonly languageField?: string | undefined;
  readonly wordings: Wordings;
  /** Messages when it was made, and what they cost at most. */
  readonly count: number;
  readonly costDong: number;
  readonly state: MailingState;
  readonly madeBy: Actor;
  readonly madeAt: Date;
  readonly decidedBy?: Actor | undefined;
  /** Codes used when a reminder left out who had answered, by batch; of other batches it left out nobody. */
  readonly usedBy?: Readonly<Record<string, number>> | undefined;
  /** Once the messages themselves are removed. */
  readonly counts?: Readonly<Record<string, number>> | undefined;
  readonly version: number;
}

export const messageStates = [
  'due',
  'handing',
  'handed',
  'delivered',
  'bounced',
  'stopped',
  'refused',
  'givenUp',
  'unknown',
] as const;
/**
 * - `due`; - `handing`: given to the channel at this moment, or when a process died; - `handed`: the channel has it; -
 * `delivered`, `bounced`: as it reported; - `stopped`: the person wants no more; - `refused`: by the channel; -
 * `givenUp`: after the last attempt; - `unknown`: handed over or not, and not again
 */
export type MessageState = (typeof messageStates)[number];

export interface Message {
  /**
   * List, number of the mailing and slot: nobody gets a message twice, even if two accounts send it at the same time. The
   * channel knows it by this id.
   */
  readonly id: string;
  readonly mailingId: string;
  /** Position in the draw, from 0; of a message about a case absent. */
  readonly slot?: number | undefined;
  /** Of a message about a case that is still to be handed over: its sealed address (caseMessages.ts). */
  readonly sealed?: Buffer | undefined;
  /** When a message about a case is removed at the latest. */
  readonly eraseAt?: Date | undefined;
  readonly state: MessageState;
  readonly attempts: number;
  readonly nextAt: Date;
}

/** Further reminders would annoy people and change little. */
export const remindersMax = 3;
/** Between two messages to the same people. */
const pauseDays = 3;

const pausesMs = [60_000, 10 * 60_000, hourMs, 6 * hourMs, dayMs];

export function needsConsent({ count }: Pick<Mailing, 'count'>, consentAbove: number): boolean {
  return count > consentAbove;
}

/** Nobody agrees to their own mailing. */
export function mayAgree({ state, madeBy }: Mailing, accountId: string): boolean {
  return state === 'waiting' && madeBy.accountId !== accountId;
}

/** Whether nothing more is done with a message. */
export const isFinal = (state: MessageState): boolean => state !== 'due' && state !== 'handing';

/**
 * A message after an attempt.
 *
 * @param attempts so far, this one included
 * @param knowsIds whether the channel sends it once though it is handed over twice
 */
export function afterAttempt(
  { attempts }: Pick<Message, 'attempts'>,
  how: HandedOver,
  { knowsIds, now }: { readonly knowsIds: boolean; readonly now: Date },
): Pick<Message, 'state' | 'nextAt'> {
  if (how !== 'later' && !(how === 'unknown' && knowsIds)) return { state: how, nextAt: now };
  const pauseMs = pausesMs[attempts - 1];
  if (pauseMs === undefined) return { state: how === 'later' ? 'givenUp' : 'unknown', nextAt: now };
  return { state: 'due', nextAt: new Date(now.getTime() + pauseMs) };
}

/** @param hours of the day in Viet Nam, from the first to before the last */
export function isSendingHour(
  now: Date,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  const hour = new Date(now.getTime() + vietNamOffsetMs).getUTCHours();
  return hour >= from && hour < to;
}

/** Before what time the messages of the mailing before must have been made. */
export function mayRemind(before: Pick<Mailing, 'state' | 'madeAt' | 'number'>, now: Date): boolean {
  const isOver = before.state === 'done' || before.state === 'ended';
  return isOver && before.number < remindersMax && now >= remindsFrom(before);
}

export function remindsFrom({ madeAt }: Pick<Mailing, 'madeAt'>): Date {
  return new Date(madeAt.getTime() + pauseDays * dayMs);
}
