/**
 * What a citizen gets at once: the signed promise that the leaf of their submission will be in the log by the end of
 * the day after it came. Ed25519 signs the same text always in the same way, so a promise need not be stored: made
 * again, it is the same.
 */
import { signNote, type Signer } from './note.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export interface InclusionPromise {
  readonly leafHash: Buffer;
  /** Last day, in Viet Nam, by whose end the leaf is in the log: `YYYY-MM-DD`. */
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
