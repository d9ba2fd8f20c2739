/**
 * What is reported to other systems, and what of it each event says: ids, days and addresses, no text of citizens and
 * nothing of an answer. The key of an event follows from what happened, so that the same found twice is one event.
 */
import { publicationUrl, type Publication } from '../../processing/published/publication.ts';
import type { Round } from '../../design/rounds/round.ts';
import { startOfDay } from '../../platform/calendar/clock.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import type { WorkingCalendar } from '../../platform/calendar/workingDays.ts';
import type { Alert } from '../alerts/alert.ts';
import type { Case } from '../cases/case.ts';
import { currentTerm } from '../cases/terms.ts';

export const eventTypes = [
  'round.opened',
  'round.closed',
  'results.published',
  'results.corrected',
  'case.received',
  'case.answered',
  'case.overdue',
  'alert.raised',
  'alert.still',
  'alert.over',
] as const;
export type EventType = (typeof eventTypes)[number];

export interface HappenedEvent {
  readonly key: readonly (string | number)[];
  readonly type: EventType | 'test';
  /** For cases the start of the day, since no finer time of them is stored. */
  readonly at: Date;
  /** Units that it is about. */
  readonly unitIds: readonly string[];
  /** Whether it is about all units below them, too. */
  readonly isWide?: true;
  /** Body of the message, besides type and time. */
  readonly data: object;
  /** Page of it on this server. */
  readonly path?: string;
}

export function roundEvents(round: Round, now: Date): readonly HappenedEvent[] {
  const { id, opensAt, closesAt, unitIds, surveyVersionId } = round;
  if (closesAt <= opensAt) return []; // it was cancelled before it opened
  const data = { roundId: id, surveyVersionId, opensAt, closesAt, unitIds };
  const common = { unitIds, isWide: true, data, path: `/results/${encodeURIComponent(id)}` } as const;
  const both: readonly HappenedEvent[] = [
    { ...common, type: 'round.opened', key: ['opened', id, opensAt.getTime()], at: opensAt },
    { ...common, type: 'round.closed', key: ['closed', id, closesAt.getTime()], at: closesAt },
  ];
  return both.filter(({ at }) => at <= now);
}

/** @param publication published */
export function publicationEvent(publication: Publication): HappenedEvent {
  const { id, roundId, number = 1, hash, unitIds, publishedAt } = publication;
  return {
    key: ['published', id],
    type: number > 1 ? 'results.corrected' : 'results.published',
    at: publishedAt!,
    unitIds,
    isWide: true,
    data: { roundId, number, hash, unitIds },
    path: publicationUrl(publication),
  };
}

export function alertEvents(alert: Alert): readonly HappenedEvent[] {
  const { id, unitId, watch, label, events } = alert;
  return events.map(({ number, kind, at, said }) => ({
    key: ['alert', id, number],
    type: `alert.${kind}`,
    at,
    unitIds: [unitId],
    data: { alertId: id, unitId, watch: watch.kind, label, said },
    path: `/staff/alerts/${id}`,
  }));
}

export function receivedEvent(one: Case, today: string): HappenedEvent {
  return caseEvent(one, 'received', today, { week: one.week });
}

export function answeredEvents(one: Case): readonly HappenedEvent[] {
  return one.steps
    .filter(({ kind }) => kind === 'answer')
    .map(({ on }, index) => caseEvent(one, 'answered', on, { answeredOn: on }, index));
}

/** @returns undefined where the case is in time, waits for the citizen or is over */
export function overdueEvent(one: Case, calendar: WorkingCalendar, today: string): HappenedEvent | undefined {
  const { term, fromOn, dueOn } = currentTerm(one, calendar) ?? {};
  if (term === undefined || dueOn === undefined || dueOn >= today) return undefined;
  return caseEvent(one, 'overdue', addDays(dueOn, 1), { term, dueOn }, `${term} ${fromOn}`);
}

function caseEvent(
  { id, unitId }: Case,
  kind: 'received' | 'answered' | 'overdue',
  on: string,
  data: object,
  which: string | number = 0,
): HappenedEvent {
  return {
    key: ['case', id, kind, which],
    type: `case.${kind}`,
    at: startOfDay(on),
    unitIds: [unitId],
    data: { caseId: id, unitId, ...data },
    path: `/staff/cases/${id}`,
  };
}
