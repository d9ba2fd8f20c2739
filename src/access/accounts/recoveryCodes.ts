/** Ten codes to keep on paper in case the telephone is lost; each works once. */
import { randomInt } from 'node:crypto';
import { hashOfToken } from './session.ts';
import { codeAlphabet } from '../../platform/text/codeLetters.ts';

const codesMade = 10;
const lettersPerCode = 16; // 78 bits: needs neither a salt nor a slow hash

export function makeRecoveryCodes(): readonly string[] {
  return Array.from({ length: codesMade }, () =>
    Array.from({ length: lettersPerCode }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join(''),
  );
}

/** Hash of a code as typed, with or without its dashes. */
export function recoveryHash(typed: string): string {
  return hashOfToken(typed.toUpperCase().replace(/[\s-]/g, ''));
}
