import type { Outcome } from '../submissions/acceptSubmission.ts';
import type { SubmissionStore } from '../submissions/store.ts';
import type { Stores } from '../stores.ts';
import { codeHash, readOneTimeCode, type CodeKeys } from './code.ts';
import { openTicket } from './ticket.ts';
import { CodeRefused, submissionsForCode } from './useCode.ts';

/** A code as typed, and the ticket that links it to the form. */
export interface TypedCode {
  readonly typed: string;
  readonly ticket: string;
}

/** Nothing was stored; the code is to be corrected. */
export interface RefusedCode {
  readonly kind: 'codeRefused';
  readonly why: 'missing' | 'unknown' | 'taken';
}

/**
 * Accepts one submission for the typed code.
 *
 * @throws Problem malformed if the ticket was not made for that submission
 */
export async function acceptForCode(
  { typed, ticket }: TypedCode,
  { batchId, submissionId }: { readonly batchId: string; readonly submissionId: string },
  {
    stores,
    codeKeys,
  }: { readonly stores: Pick<Stores, 'submissions' | 'codes'>; readonly codeKeys: CodeKeys },
  accept: (submissions: SubmissionStore) => Promise<Outcome>,
): Promise<Outcome | RefusedCode> {
  const heldBy = openTicket(ticket, submissionId, codeKeys);
  const code = readOneTimeCode(typed);
  if (code === undefined) return { kind: 'codeRefused', why: typed.trim() === '' ? 'missing' : 'unknown' };
  const use = { mark: codeHash(code, codeKeys), batchId, heldBy };
  try {
    return await accept(submissionsForCode(stores.submissions, stores.codes, use));
  } catch (error) {
    if (!(error instanceof CodeRefused)) throw error;
    return { kind: 'codeRefused', why: error.why };
  }
}
