/**
 * A sampling frame: the list of people who finished a transaction, or of households, from which a sample is drawn. It also
 * holds what follows: sizes, a draw, invitations, outcomes. The people are stored separately, sealed (sealedList.ts), until a
 * day that is set when the list is uploaded. Afterwards only counts remain.
 *
 * A stratum is a unit, or a service of a unit, as an access point represents it anyway. So a response reveals its stratum
 * without storing anything more about the person.
 */
import { addDays } from '../../platform/calendar/calendarDay.ts';
import type { Reminder } from './reminder.ts';

/** A person on the list: the stratum, and the contact cells. */
export interface ListedPerson {
  readonly unitId: string;
  readonly serviceId?: string | undefined;
  /** One cell for each of the frame's `fields`. */
  readonly contact: readonly string[];
}

/** Outcomes for drawn people who did not respond. People in no category have not been heard of. */
export interface Outcomes {
  readonly refused: number;
  readonly notReached: number;
  /** Outside the population: moved away, dead, no such file. */
  readonly ineligible: number;
}
export const outcomeKinds = ['refused', 'notReached', 'ineligible'] as const satisfies (keyof Outcomes)[];

export interface FrameStratum {
  readonly unitId: string;
  readonly serviceId?: string | undefined;
  /** People on the list, N. */
  readonly people: number;
  /** The number to draw, or drawn; 0 before sizes are set. */
  readonly drawn: number;
  readonly outcomes: Outcomes;
  /** Batches of the one-time codes printed on the invitations. */
  readonly batchIds: readonly string[];
}

export interface Frame {
  /** The id of its round: a round has one frame. */
  readonly id: string;
  /** The id under which the people are sealed. */
  readonly listId: string;
  readonly purpose: string;
  /** Day on which the list is erased, `YYYY-MM-DD`. */
  readonly eraseOn: string;
  /** Headings of the stored columns. */
  readonly fields: readonly string[];
  readonly listHash: string;
  readonly strata: readonly FrameStratum[];
  readonly madeAt: Date;
  readonly madeBy: { readonly accountId: string; readonly name: string };
  readonly state: 'listed' | 'sized' | 'drawn';
  /** Increases with each change, so that concurrent edits do not overwrite each other. */
  readonly version: number;
  readonly draw?: Draw | undefined;
  /** In chronological order. */
  readonly reminders?: readonly Reminder[] | undefined;
  /** When the people were permanently erased. */
  readonly erasedAt?: Date | undefined;
}

interface Draw {
  /** A text published after the list was uploaded, and where it was published. */
  readonly seed: string;
  readonly seedSource: string;
  /** SHA-256 of the drawn numbers (drawSample.ts). */
  readonly drawHash: string;
  readonly at: Date;
}

/** With fewer people, the list could be guessed from its hash. */
export const peopleMin = 30;
export const peopleMax = 100_000;
export const drawnMax = 5000;
/** Letters are made during the request, a hundred per second. */
export const lettersPerFile = 500;
export const fieldsMax = 5;
/** @param keptDays the longest time that a list of people is kept */
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

/** A single drawn person shows no variation within the stratum, so there would be no interval. */
export function isTooSmall({ people, drawn }: Pick<FrameStratum, 'people' | 'drawn'>): boolean {
  return drawn < Math.min(2, people);
}
