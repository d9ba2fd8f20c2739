/**
 * Carries out approved annulments. Each submission gets a log entry, which the next checkpoint adds to the ledger,
 * and the flag that excludes it from the results. Both steps are idempotent: an annulment that a crash interrupted,
 * or that meets a submission not yet logged, is repeated from its start; entries already recorded stay as they are.
 */
import type { LogEntryStore } from '../ledger/logEntryStore.ts';
import { annulmentId } from '../ledger/checkRecords.ts';
import { submissionEntry } from '../ledger/entry.ts';
import { leafHash } from '../ledger/merkle.ts';
import { promiseEnd, promisedDay } from '../ledger/promise.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { flagValues } from '../quality/flag.ts';
import type { SubmissionStore } from '../submissions/store.ts';
import { raisedFlags, type Submission } from '../submissions/submission.ts';
import { startOfDay } from '../../platform/calendar/clock.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import type { Annulment, Criterion } from './annulment.ts';
import type { AnnulmentStore } from './store.ts';
import { hourOf } from '../../platform/calendar/vietNamTime.ts';

export interface AnnulmentStores {
  readonly annulments: AnnulmentStore;
  readonly ledger: Pick<LedgerStore, 'listPositions'>;
  readonly logEntries: Pick<LogEntryStore, 'add' | 'find'>;
  readonly submissions: Pick<SubmissionStore, 'findByReceipt' | 'eachAtPoint' | 'markAnnulled'>;
}

export async function carryOutAnnulments(
  stores: AnnulmentStores,
  now: Date,
  isOver: () => boolean,
): Promise<void> {
  for (const annulment of await stores.annulments.listAgreed()) {
    let annulledCount = 0;
    let waits = false;
    for await (const submission of meeting(annulment.criterion, stores.submissions)) {
      if (isOver()) return;
      const outcome = await annul(annulment, submission, stores, now);
      if (outcome === 'annulled') annulledCount += 1;
      waits ||= outcome === 'notLogged' && now < promiseEnd(promisedDay(submission.receivedHour));
    }
    if (!waits) await stores.annulments.finish(annulment, annulledCount);
  }
}

/** How many submissions an annulment would affect, without those already annulled. */
export async function countMeeting(
  criterion: Criterion,
  submissions: AnnulmentStores['submissions'],
): Promise<number> {
  let count = 0;
  for await (const { annulled } of meeting(criterion, submissions)) count += annulled ? 0 : 1;
  return count;
}

async function* meeting(
  criterion: Criterion,
  submissions: AnnulmentStores['submissions'],
): AsyncIterable<Submission> {
  if (criterion.kind === 'receipt') {
    const submission = await submissions.findByReceipt(criterion.receiptCode);
    if (submission) yield submission;
    return;
  }
  const { accessPointId, roundIds, fromDay, toDay, flag } = criterion;
  const time = { from: startOfDay(fromDay), to: startOfDay(addDays(toDay, 1)) };
  for await (const submission of submissions.eachAtPoint(roundIds, accessPointId, time)) {
    if (flag === undefined || flagValues(raisedFlags(submission)).includes(flag)) yield submission;
  }
}

/**
 * @returns `notLogged` if the submission has no log entry yet to refer to; `before` if another annulment covers it
 */
async function annul(
  { id, reason }: Annulment,
  submission: Submission,
  { ledger, logEntries, submissions }: AnnulmentStores,
  now: Date,
): Promise<'annulled' | 'before' | 'notLogged'> {
  const leaf = leafHash(submissionEntry(submission));
  const [logged] = await ledger.listPositions([leaf]);
  if (!logged) return 'notLogged';
  const entryId = annulmentId(leaf);
  const isNew = await logEntries.add({
    id: entryId,
    kind: 'annulment',
    fields: {
      round: submission.roundId,
      accessPoint: submission.accessPointId,
      revision: submission.revision,
      position: logged.position,
      leaf: leaf.toString('hex'),
      reason,
      request: id,
    },
    hour: hourOf(now),
    receiptCode: submission.receiptCode,
  });
  await submissions.markAnnulled(submission.receiptCode);
  const isOurs = isNew || (await logEntries.find(entryId))?.fields['request'] === id;
  return isOurs ? 'annulled' : 'before';
}
