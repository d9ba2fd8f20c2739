/** A round asks one survey version in a given period and computes its index by given methods. */
import type { Channel } from '../accessPoints/accessPoint.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Problem } from '../../platform/problem.ts';
import { roundTexts } from './texts.ts';
import { changedByOthers } from '../../platform/text/problemOf.ts';
import type { Localized } from '../../platform/text/localized.ts';

export interface Round {
  readonly id: string;
  readonly title: Localized;
  readonly surveyVersionId: string;
  /** How responses become an index; the first method gives the headline figures. */
  readonly methodIds: readonly string[];
  readonly opensAt: Date;
  /** First instant at which the round is closed. */
  readonly closesAt: Date;
  /** Units in scope, each with all units below it. */
  readonly unitIds: readonly string[];
  /** Day whose tree of units the results use. */
  readonly unitsOn: string;
  /** The round with which changes are computed. */
  readonly previousRoundId?: string | undefined;
  readonly resultsFor: 'everybody' | 'staff';
  /** How respondents came to be asked; decides what an interval may claim. */
  readonly sampleKind: 'probability' | 'selfSelected';
  /** Channels of the round; missing: all. */
  readonly channels?: readonly Channel[] | undefined;
  /** What is fictitious in the data of the round, in words; pages show it wherever the data appear. */
  readonly madeUp?: Localized | undefined;
}

export type RoundState = 'notYetOpen' | 'open' | 'closed';

export function roundState(round: Round, now: Date): RoundState {
  if (round.closesAt <= now) return 'closed'; // also if it was cancelled before it opened
  return now < round.opensAt ? 'notYetOpen' : 'open';
}

/** State as lists show it: for a closed round also whether its results are published, which is not stored here. */
export type ShownRoundState = RoundState | 'published';

/** @param publishedIds rounds with a publication in force */
export function shownRoundState(round: Round, publishedIds: ReadonlySet<string>, now: Date): ShownRoundState {
  const state = roundState(round, now);
  return state === 'closed' && publishedIds.has(round.id) ? 'published' : state;
}

/** The last day on which it takes responses; it may close in the course of it. */
export function lastDayOf(closesAt: Date | string): string {
  return dayOf(new Date(new Date(closesAt).getTime() - 1));
}

/** The day until whose end people are told they may answer: the last whole one, or today. */
export function lastDayToAnswer(closesAt: Date, now: Date): string {
  const [whole, today] = [addDays(dayOf(closesAt), -1), dayOf(now)];
  return whole < today ? today : whole;
}

/** Whether the round accepts responses through this channel. */
export function takesChannel({ channels }: Pick<Round, 'channels'>, channel: Channel): boolean {
  return channels?.includes(channel) ?? true;
}

/** A form opened in time may still be submitted for this long; it is then counted separately, as late. */
const graceMs = 60 * 60 * 1000;

/**
 * Whether a response is accepted, and as what.
 *
 * @param openedAt when the person was given the form
 * @param lateMs how long after closing it may arrive; a response in a kiosk's queue may arrive at any time
 */
export function arrival(
  round: Round,
  openedAt: Date,
  now: Date,
  lateMs = graceMs,
): 'inTime' | 'late' | 'refused' {
  const state = roundState(round, now);
  if (state === 'open') return 'inTime';
  const openedInTime = roundState(round, openedAt) === 'open';
  return state === 'closed' && openedInTime && now.getTime() < round.closesAt.getTime() + lateMs
    ? 'late'
    : 'refused';
}

export const roundChanged = (): Problem => changedByOthers(roundTexts, (t) => t.thisRound);
