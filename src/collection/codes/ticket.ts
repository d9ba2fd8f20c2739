/**
 * A ticket links a code to one submission while it is being stored, and to nothing afterwards. The form carries a
 * random number, sealed together with its submission id; the server never stores that number. The code is reserved
 * under the hash of the number. A repeated request thus proves that the reservation is its own, while somebody with
 * the database, its leftovers and all keys has only the hash of a number that is in no submission. The seal keeps a
 * number from being sent with two ids.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { malformedForm } from '../submissions/formContext.ts';
import type { CodeKeys } from './code.ts';

export function makeTicket(submissionId: string, keys: CodeKeys): string {
  const number = randomBytes(16);
  return `${number.toString('base64url')}.${seal(number, submissionId, keys).toString('base64url')}`;
}

/**
 * @returns the hash that reserves the code
 * @throws Problem malformed if the ticket was not made for that submission
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
