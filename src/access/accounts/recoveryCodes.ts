/** Ten codes to keep on paper in case the telephone is lost; each works once. */
import { hashOfToken } from './session.ts';
import { plainCode, randomCode } from '../../platform/text/codeLetters.ts';

const codesMade = 10;
const lettersPerCode = 16; // 78 bits: needs neither a salt nor a slow hash

export function makeRecoveryCodes(): readonly string[] {
  return Array.from({ length: codesMade }, () => randomCode(lettersPerCode));
}

/** Hash of a code as typed, with or without its dashes. */
export function recoveryHash(typed: string): string {
  return hashOfToken(plainCode(typed));
}
