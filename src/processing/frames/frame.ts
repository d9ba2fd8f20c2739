/**
 * A frame is the list that a sample is drawn from, of people who finished a transaction or of households, and what
 * becomes of it: sizes, a draw, invitations, outcomes. The people themselves are kept apart, sealed (sealedList.ts), until a
 * day that is set when the list comes in; what remains afterwards are counts.
 *
 * A stratum is a unit, or a service of a unit: what an access point stands for anyway. So an answer shows its stratum
 * without anything more being kept of the person.
 */
import { addDays } from '../../platform/calendar/calendarDay.ts';
import type { Reminder } from './reminder.ts';

/** One of the list: the stratum, and the cells by which the person is reached. */
export interface ListedPerson {
  readonly unitId: string;
  readonly serviceId?: string | undefined;
  /** As many as the frame has `fields`. */
  readonly contact: readonly string[];
}

/** What came of people who were drawn and did not answer; whoever is in none of them has not been heard of. */
export interface Outcomes {
  readonly refused: number;
  readonly notReached: number;
  /** Not of the population: moved away, dead, no such file. */
  readonly ineligible: number;
}
export const outcomeKinds = ['refused', 'notReached', 'ineligible'] as const satisfies (keyof Outcomes)[];

export interface FrameStratum {
  readonly unitId: string;
  readonly serviceId?: string | undefined;
  /** On the list, N. */
  readonly people: number;
  /** To be drawn, or drawn; 0 before sizes are set. */
  readonly drawn: number;
  readonly outcomes: Outcomes;
  /** Batches of one-time codes that the invitations are printed with. */
  readonly batchIds: readonly string[];
}

export interface Frame {
  /** That of its round: a round has one frame. */
  readonly id: string;
  /** Under which the people are sealed. */
  readonly listId: string;
  readonly purpose: string;
  /** Day on which the list is erased, `YYYY-MM-DD`. */
  readonly eraseOn: string;
  /** Headings of the columns that are kept. */
  readonly fields: readonly string[];
  readonly listHash: string;
  readonly strata: readonly FrameStratum[];
  readonly madeAt: Date;
  readonly madeBy: { readonly accountId: string; readonly name: string };
  readonly state: 'listed' | 'sized' | 'drawn';
  /** Rises with each change, so that two people at once do not undo each other's. */
  readonly version: number;
  readonly draw?: Draw | undefined;
  /** In their order. */
  readonly reminders?: readonly Reminder[] | undefined;
  /** The people are gone for good. */
  readonly erasedAt?: Date | undefined;
}

export interface Draw {
  /** A text that was made public after the list was in, and where it was. */
  readonly seed: string;
  readonly seedSource: string;
  /** SHA-256 of the numbers that were drawn (drawSample.ts). */
  readonly drawHash: string;
  readonly at: Date;
}

/** Fewer could be guessed back from the list's hash. */
export const peopleMin = 30;
export const peopleMax = 100_000;
export const drawnMax = 5000;
/** Letters are made while one waits, a hundred in a second. */
export const lettersPerFile = 500;
export const fieldsMax = 5;
/** @param keptDays longest that a list of people is kept */
export function isEraseDay(day: string, today: string, keptDays: number): boolean {
  return day > today && day <= addDays(today, keptDays);
}

export function stratumKey({ unitId, serviceId }: Pick<ListedPerson, 'unitId' | 'serviceId'>): string {
  return serviceId === undefined ? unitId : `${unitId} ${serviceId}`;
}

export const noOutcomes: Outcomes = { refused: 0, notReached: 0, ineligible: 0 };

/** The strata of a list, by key in a fixed order. */
export function strataOf(people: readonly ListedPerson[]): readonly FrameStratum[] {
  const strata = new Map<string, FrameStratum>();
  for (const person of people) {
    const key = stratumKey(person);
    const { unitId, serviceId } = person;
    const known = strata.get(key) ?? {
      unitId,
      ...(serviceId === undefined ? {} : { serviceId }),
      people: 0,
      drawn: 0,
      outcomes: noOutcomes,
      batchIds: [],
    };
    strata.set(key, { ...known, people: known.people + 1 });
  }
  return [...strata].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, stratum]) => stratum);
}

export function peopleIn(strata: readonly FrameStratum[]): number {
  return strata.reduce((sum, { people }) => sum + people, 0);
}

export function drawnIn(strata: readonly FrameStratum[]): number {
  return strata.reduce((sum, { drawn }) => sum + drawn, 0);
}

/** With one person of a stratum nothing is known of how people differ there, so there would be no interval. */
export function isTooSmall({ people, drawn }: Pick<FrameStratum, 'people' | 'drawn'>): boolean {
  return drawn < Math.min(2, people);
}
