/**
 * A code lets one person answer once. Codes are derived, so a batch can be printed again although no list of codes is
 * stored. Only a keyed hash of a code is stored, which needs the installation's key. Nothing stored for a code is
 * derived from a submission, nor the reverse.
 */
import { createHmac } from 'node:crypto';
import type { Installation } from '../../platform/installation/store.ts';
import { checkLetter, drawnLetters, readCheckedCode } from '../../platform/text/codeLetters.ts';

export const codesMin = 30;
export const codesMax = 1000;

const lettersDrawn = 11; // 30¹¹ codes: at a thousand guesses a second, finding one code of a batch takes about five hundred years

export interface CodeKeys {
  readonly code: Buffer;
  readonly mark: Buffer;
  readonly ticket: Buffer;
  readonly handout: Buffer;
}

export function codeKeysOf(installation: Pick<Installation, 'key'>): CodeKeys {
  return {
    code: installation.key('one-time codes'),
    mark: installation.key('marks of codes'),
    ticket: installation.key('tickets of codes'),
    handout: installation.key('cases of codes'),
  };
}

export function oneTimeCode(batchId: string, serial: number, keys: CodeKeys): string {
  const digest = createHmac('sha256', keys.code).update(`${batchId}/${serial}`).digest();
  const code = drawnLetters(digest, lettersDrawn);
  return code + checkLetter(code);
}

/** @returns undefined if it cannot be a code: a letter is wrong or missing */
export function readOneTimeCode(text: string): string | undefined {
  return readCheckedCode(text, lettersDrawn + 1);
}

/** The keyed hash under which a code is stored. */
export function codeHash(code: string, keys: CodeKeys): string {
  return createHmac('sha256', keys.mark).update(code).digest('hex').slice(0, 32);
}

/** One printing of codes, for one round, unit and service; it has the id of its access point. */
export interface CodeBatch {
  readonly id: string;
  /** The name that staff use for it. */
  readonly label: string;
  readonly count: number;
  /** How many of them were handed out one by one; absent where all are printed at once. */
  readonly handedOut?: number | undefined;
  readonly madeAt: Date;
  readonly madeBy: { readonly accountId: string; readonly name: string };
}
