/**
 * Erases the respondent characteristics or the comment of a submission: at the person's request, or because it
 * discloses too much. The answers stay, and so does the ledger entry, which holds the hash of the part and not the
 * part. The erasure itself is logged; the content and its salt are permanently deleted, also from the columns.
 */
import type { LogEntryStore } from '../ledger/logEntryStore.ts';
import { erasureId } from '../ledger/checkRecords.ts';
import { committedHash, submissionEntry, type ErasablePart } from '../ledger/entry.ts';
import { leafHash } from '../ledger/merkle.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { SubmissionStore } from '../submissions/store.ts';
import type { Submission } from '../submissions/submission.ts';
import { hourOf } from '../../platform/calendar/vietNamTime.ts';
import type { ErasableColumns } from '../ledger/erasableColumns.ts';

export const erasureReasons = ['onRequest', 'namesPerson', 'byLaw'] as const;
type ErasureReason = (typeof erasureReasons)[number];

export interface Erasure {
  readonly parts: readonly ErasablePart[];
  readonly reason: ErasureReason;
  readonly accountId: string;
}

export interface ErasureStores {
  readonly ledger: Pick<LedgerStore, 'findPosition'>;
  readonly logEntries: Pick<LogEntryStore, 'add'>;
  readonly submissions: Pick<SubmissionStore, 'erase'>;
  readonly columns: ErasableColumns;
}

/**
 * Idempotent: the next call, or the checkpoint that logs the erasure, completes what a crash interrupted.
 *
 * @returns false if the submission is not in the log yet, so that there is no entry to refer to
 */
export async function eraseSubmission(
  submission: Submission,
  { parts, reason, accountId }: Erasure,
  { ledger, logEntries, submissions, columns }: ErasureStores,
  now: Date,
): Promise<boolean> {
  const leaf = leafHash(submissionEntry(submission));
  const position = await ledger.findPosition(leaf);
  if (position === undefined) return false;
  for (const part of parts) {
    const hash = committedHash(submission, part);
    await logEntries.add({
      id: erasureId(leaf, part),
      kind: 'erasure',
      fields: {
        round: submission.roundId,
        position,
        leaf: leaf.toString('hex'),
        part,
        partHash: hash.toString('hex'),
        reason,
        account: accountId,
      },
      hour: hourOf(now),
      receiptCode: submission.receiptCode,
    });
    await submissions.erase(submission.receiptCode, part, hash);
    if (part === 'about') await columns.eraseBands(submission.roundId, position);
  }
  return true;
}
