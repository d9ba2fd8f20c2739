/**
 * A round asks one survey version in a given period and computes its index by given methods.
 */
import type { Channel } from '../accessPoints/accessPoint.ts';
import type { Localized } from '../../platform/text/localized.ts';

export interface Round {
  readonly id: string;
  readonly title: Localized;
  readonly surveyVersionId: string;
  /** How answers become an index; the first is the one that headlines use. */
  readonly methodIds: readonly string[];
  readonly opensAt: Date;
  /** First instant at which the round is closed. */
  readonly closesAt: Date;
  /** Units in scope, each with all that is below it. */
  readonly unitIds: readonly string[];
  /** Day whose tree of units the results use. */
  readonly unitsOn: string;
  /** Round that changes are measured against. */
  readonly previousRoundId?: string | undefined;
  readonly resultsFor: 'everybody' | 'staff';
  /** How those who answered came to be asked; decides what an interval may claim. */
  readonly sampleKind: 'probability' | 'selfSelected';
  /** Ways of answering that it is meant for; missing: all. */
  readonly channels?: readonly Channel[] | undefined;
  /** Made-up data say so wherever they appear: what is made up, in words. */
  readonly madeUp?: Localized | undefined;
}

export type RoundState = 'notYetOpen' | 'open' | 'closed';

export function roundState(round: Round, now: Date): RoundState {
  if (round.closesAt <= now) return 'closed'; // also one that was called off before it opened
  return now < round.opensAt ? 'notYetOpen' : 'open';
}

/** As lists show it: of a closed round also that its results are published, which nothing is stored of here. */
export type ShownRoundState = RoundState | 'published';

/** @param publishedIds rounds with a publication that stands */
export function shownRoundState(round: Round, publishedIds: ReadonlySet<string>, now: Date): ShownRoundState {
  const state = roundState(round, now);
  return state === 'closed' && publishedIds.has(round.id) ? 'published' : state;
}

/** Whether the round is meant to be answered in this way. */
export function takesChannel({ channels }: Pick<Round, 'channels'>, channel: Channel): boolean {
  return channels?.includes(channel) ?? true;
}

/** A form opened in time may still come in for this long; it is then counted apart, as late. */
const graceMs = 60 * 60 * 1000;

/**
 * Whether an answer is taken, and as what.
 *
 * @param openedAt when the person was given the form
 * @param lateMs how long after closing it may come; an answer in a kiosk's queue may come at any time
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
