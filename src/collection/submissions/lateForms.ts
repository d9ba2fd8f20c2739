import { startOfDay } from '../../platform/calendar/clock.ts';
import type { SubmissionStore } from './store.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

const hourMs = 60 * 60 * 1000;

/**
 * Submissions overdue in the ledger or the tallies: the leader is not working, or is too slow. The ledger may hold
 * submissions back until the day has ended or thirty are waiting; after that, logging and counting take an hour at
 * most.
 */
export async function lateForms(
  submissions: Pick<SubmissionStore, 'findUnlogged' | 'isCountingLate'>,
  now: Date,
): Promise<{
  /** The hour of the oldest. */ readonly unloggedSince?: Date;
  readonly isCountingLate: boolean;
}> {
  const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * hourMs);
  const [many, old, isCountingLate] = await Promise.all([
    submissions.findUnlogged(hoursAgo(3), 30),
    submissions.findUnlogged(startOfDay(dayOf(hoursAgo(3))), 1),
    submissions.isCountingLate(hoursAgo(2)),
  ]);
  const unlogged = old ?? (many?.count === 30 ? many : undefined);
  return { ...(unlogged && { unloggedSince: unlogged.oldestHour }), isCountingLate };
}
