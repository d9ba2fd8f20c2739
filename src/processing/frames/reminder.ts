/**
 * A reminder: those who had not answered were asked again, by letter, visit or telephone, on a day. It is noted with how many
 * were asked and what came of it, without names; what each wave brought follows from the forms that had come before it.
 */
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { rounded, type Decimal } from '../../statistics/estimation/rounding.ts';

export const reminderWays = ['letter', 'visit', 'call'] as const;
export type ReminderWay = (typeof reminderWays)[number];

export interface Reminder {
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly way: ReminderWay;
  /** Asked again. */
  readonly people: number;
  /** Of these: */
  readonly refused: number;
  readonly notReached: number;
  /** Forms of the sample that counted when it was noted: they are what came before it. */
  readonly answersBefore: number;
}

/** Further ones would annoy people, and change little. */
export const remindersMax = 5;

/** As typed. */
export interface SentReminder {
  readonly on: string;
  readonly way: ReminderWay;
  readonly people: string;
  readonly refused: string;
  readonly notReached: string;
}

export type ReminderFault = 'day' | 'dayOrder' | 'people' | 'states';

export interface ReminderContext {
  readonly drawnOn: string;
  readonly today: string;
  readonly drawn: number;
  readonly answers: number;
  readonly earlier: readonly Reminder[];
}

/** @returns the reminder, or what is wrong by field */
export function reminderOf(
  sent: SentReminder,
  { drawnOn, today, drawn, answers, earlier }: ReminderContext,
): { readonly reminder: Reminder } | { readonly faults: Readonly<Record<string, ReminderFault>> } {
  const count = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : Number.NaN);
  const [people, refused, notReached] = [sent.people, sent.refused, sent.notReached].map(count) as [
    number,
    number,
    number,
  ];
  const earliest = earlier.at(-1)?.on ?? drawnOn;
  const faults: Record<string, ReminderFault> = {};
  if (!isCalendarDay(sent.on)) faults['on'] = 'day';
  else if (sent.on < earliest || sent.on > today) faults['on'] = 'dayOrder';
  if (!(people >= 1 && people <= drawn - answers)) faults['people'] = 'people';
  else if (!(refused + notReached <= people)) faults['refused'] = 'states';
  if (Object.keys(faults).length > 0) return { faults };
  return {
    reminder: { on: sent.on, way: sent.way, people, refused, notReached, answersBefore: answers },
  };
}

export interface Wave {
  /** Undefined: the invitation. */
  readonly reminder: Reminder | undefined;
  /** Forms that came from then on, until the next wave. */
  readonly answers: number;
  /** RR1 of everything that had come by its end, percent with one decimal; undefined where nobody eligible was drawn. */
  readonly rate: Decimal | undefined;
}

/**
 * What the invitation and each reminder brought.
 *
 *     rate = answers so far / (drawn − ineligible)
 *
 * @param answers forms of the sample that count now
 */
export function wavesOf(
  reminders: readonly Reminder[],
  { answers, asked }: { readonly answers: number; readonly asked: number },
): readonly Wave[] {
  return [undefined, ...reminders].map((reminder, place): Wave => {
    const until = reminders[place]?.answersBefore ?? answers;
    return {
      reminder,
      answers: until - (reminder?.answersBefore ?? 0),
      rate: asked === 0 ? undefined : rounded(BigInt(until) * 100n, BigInt(asked), 1),
    };
  });
}
