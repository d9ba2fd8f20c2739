/** Ten codes to keep on paper, for the day on which the telephone is lost; each works once. */
import { randomInt } from 'node:crypto';
import { hashOfToken } from './session.ts';
import { codeAlphabet } from '../../platform/text/codeLetters.ts';

const codesMade = 10;
const lettersPerCode = 16; // 78 bits: the hash needs no salt and no slowness

export function makeRecoveryCodes(): readonly string[] {
  return Array.from({ length: codesMade }, () =>
    Array.from({ length: lettersPerCode }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join(''),
  );
}

/** Of a code as it is typed, with or without its dashes. */
export function recoveryHash(typed: string): string {
  return hashOfToken(typed.toUpperCase().replace(/[\s-]/g, ''));
}
