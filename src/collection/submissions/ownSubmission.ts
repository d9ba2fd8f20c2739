/** A submission found by its receipt, for staff who may change what is kept of it. */
import type { Caller } from '../../access/accounts/caller.ts';
import type { Permission } from '../../access/accounts/authority.ts';
import type { Stores } from '../stores.ts';
import { readReceiptCode } from './receipt.ts';
import type { Submission } from './submission.ts';

/**
 * The submission and the unit that it rates.
 *
 * @param typed the code of the receipt
 * @returns undefined if there is none, or if the caller lacks the permission for its unit
 */
export async function findOwnSubmission(
  typed: string,
  permission: Permission,
  caller: Caller,
  { submissions, accessPoints }: Pick<Stores, 'submissions' | 'accessPoints'>,
): Promise<{ readonly submission: Submission; readonly unitId: string } | undefined> {
  const code = readReceiptCode(typed);
  const submission = code === undefined ? undefined : await submissions.findByReceipt(code);
  const point = submission && (await accessPoints.find(submission.accessPointId));
  const unitId = point?.revisions.find(({ number }) => number === submission?.revision)?.unitId;
  return submission && unitId !== undefined && caller.may(permission, unitId)
    ? { submission, unitId }
    : undefined;
}
