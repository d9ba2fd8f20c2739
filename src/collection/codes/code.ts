/**
 * A code lets one person answer once. It is derived, so that a batch can be printed again and no list of codes is kept;
 * what is stored of it is a mark that only the installation's key can make from the code. Nothing stored of a code is
 * made from a submission, or the other way round.
 */
import { createHmac } from 'node:crypto';
import type { Installation } from '../../platform/installation/store.ts';
import { checkLetter, drawnLetters, readCheckedCode } from '../../platform/text/codeLetters.ts';

export const codesMin = 30;
export const codesMax = 1000;

const lettersDrawn = 11; // 30¹¹ codes: at a thousand guesses a second it takes some five hundred years to find one of a batch

export interface CodeKeys {
  readonly code: Buffer;
  readonly mark: Buffer;
  readonly ticket: Buffer;
}

export function codeKeysOf(installation: Pick<Installation, 'key'>): CodeKeys {
  return {
    code: installation.key('one-time codes'),
    mark: installation.key('marks of codes'),
    ticket: installation.key('tickets of codes'),
  };
}

export function oneTimeCode(batchId: string, serial: number, keys: CodeKeys): string {
  const digest = createHmac('sha256', keys.code).update(`${batchId}/${serial}`).digest();
  const code = drawnLetters(digest, lettersDrawn);
  return code + checkLetter(code);
}

/** @returns undefined when it cannot be a code: a letter is wrong or missing */
export function readOneTimeCode(text: string): string | undefined {
  return readCheckedCode(text, lettersDrawn + 1);
}

/** Under which a code is stored. */
export function codeMark(code: string, keys: CodeKeys): string {
  return createHmac('sha256', keys.mark).update(code).digest('hex').slice(0, 32);
}

/** One printing of codes, for one round, unit and service; its id is that of its access point. */
export interface CodeBatch {
  readonly id: string;
  /** What staff know it by. */
  readonly label: string;
  readonly count: number;
  readonly madeAt: Date;
  readonly madeBy: { readonly accountId: string; readonly name: string };
}
