/**
 * What ties a code to one form while that form is being stored, and to nothing afterwards. The form carries a random number
 * that we keep nowhere, sealed together with its submission id; the code is reserved under the hash of that number. Who
 * sends the form again can show that the reservation is theirs; who has the store, its leftovers and all keys has a hash
 * of a number that is in no submission. The seal keeps one number from being sent with two ids.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { malformedForm } from '../submissions/formContext.ts';
import type { CodeKeys } from './code.ts';

export function makeTicket(submissionId: string, keys: CodeKeys): string {
  const number = randomBytes(16);
  return `${number.toString('base64url')}.${seal(number, submissionId, keys).toString('base64url')}`;
}

/**
 * @returns under what the code is reserved
 * @throws Problem malformed when it was not made for that submission
 */
export function openTicket(ticket: string, submissionId: string, keys: CodeKeys): string {
  const [number = '', given = ''] = ticket.split('.');
  const bytes = Buffer.from(number, 'base64url');
  const expected = seal(bytes, submissionId, keys);
  const sealed = Buffer.from(given, 'base64url');
  if (bytes.length !== 16 || sealed.length !== expected.length || !timingSafeEqual(sealed, expected)) {
    throw malformedForm();
  }
  return createHash('sha256').update(bytes).digest('base64url');
}

function seal(number: Buffer, submissionId: string, { ticket }: CodeKeys): Buffer {
  return createHmac('sha256', ticket).update(number).update(submissionId).digest().subarray(0, 16);
}
