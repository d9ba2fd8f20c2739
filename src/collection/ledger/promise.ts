/**
 * The immediate receipt of a citizen: a signed promise that the leaf of their submission will be in the log by the
 * end of the day after it came. Ed25519 signatures are deterministic, so a promise is not stored: it can be made
 * again, identically.
 */
import { signNote, type Signer } from './note.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export interface InclusionPromise {
  readonly leafHash: Buffer;
  /** The leaf is in the log by the end of this day in Viet Nam: `YYYY-MM-DD`. */
  readonly loggedBy: string;
}

const dayMs = 24 * 60 * 60 * 1000;

export function promisedDay(receivedHour: Date): string {
  return dayOf(new Date(receivedHour.getTime() + dayMs));
}

/** First instant at which the promise is broken if the leaf is not in the log. */
export function promiseEnd(loggedBy: string): Date {
  return new Date(Date.parse(`${loggedBy}T00:00:00+07:00`) + dayMs);
}

export function signPromise({ leafHash, loggedBy }: InclusionPromise, signer: Signer): string {
  return signNote(
    `${signer.key.name} promise\n${leafHash.toString('base64')}\nlogged by ${loggedBy}\n`,
    signer,
  );
}
