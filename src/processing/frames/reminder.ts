/**
 * A reminder: on some day, people who had not answered were asked again by letter, visit or telephone. It records how many
 * were asked and the outcome, without names. The yield of each wave follows from the responses received before it.
 */
import { rounded, type Decimal } from '../../statistics/estimation/rounding.ts';

export const reminderWays = ['letter', 'visit', 'call'] as const;
type ReminderWay = (typeof reminderWays)[number];

export interface Reminder {
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly way: ReminderWay;
  /** People asked again. */
  readonly people: number;
  /** Of these: */
  readonly refused: number;
  readonly notReached: number;
  /** Valid responses of the sample when the reminder was recorded: those received before it. */
  readonly answersBefore: number;
}

/** Further reminders would annoy people and change little. */
export const remindersMax = 5;

export type ReminderError = 'dayOrder' | 'people' | 'states';

export interface ReminderContext {
  readonly drawnOn: string;
  readonly today: string;
  readonly drawn: number;
  readonly answers: number;
  readonly earlier: readonly Reminder[];
}

/** @returns the errors by field */
export function reminderErrors(
  { on, people, refused, notReached }: Omit<Reminder, 'answersBefore'>,
  { drawnOn, today, drawn, answers, earlier }: ReminderContext,
): Readonly<Partial<Record<keyof Reminder, ReminderError>>> {
  const earliest = earlier.at(-1)?.on ?? drawnOn;
  const hasPeople = people >= 1 && people <= drawn - answers;
  return {
    ...((on < earliest || on > today) && { on: 'dayOrder' }),
    ...(!hasPeople && { people: 'people' }),
    ...(hasPeople && refused + notReached > people && { refused: 'states' }),
  };
}

export interface Wave {
  /** Undefined for the invitation. */
  readonly reminder: Reminder | undefined;
  /** Responses received from then until the next wave. */
  readonly answers: number;
  /** RR1 of everything received by its end, percent with one decimal; undefined if nobody eligible was drawn. */
  readonly rate: Decimal | undefined;
}

/**
 * The yield of the invitation and of each reminder.
 *
 *     rate = answers so far / (drawn − ineligible)
 *
 * @param answers valid responses of the sample now
 */
export function wavesOf(
  reminders: readonly Reminder[],
  { answers, asked }: { readonly answers: number; readonly asked: number },
): readonly Wave[] {
  return [undefined, ...reminders].map((reminder, index): Wave => {
    const until = reminders[index]?.answersBefore ?? answers;
    return {
      reminder,
      answers: until - (reminder?.answersBefore ?? 0),
      rate: asked === 0 ? undefined : rounded(BigInt(until) * 100n, BigInt(asked), 1),
    };
  });
}
