/**
 * The key with which a person follows a case: nineteen random letters (93 bits) and a check letter. It is made with
 * the form, so that a repeated request has the same key; only its hash is stored. It is not a receipt, and neither
 * leads to the other. `public/kiosk/followKey.js` generates it on a tablet.
 */
import { createHash } from 'node:crypto';
import { drawnBytes } from '../../platform/randomPool.ts';
import { checkLetter, drawnLetters, readCheckedCode } from '../../platform/text/codeLetters.ts';

const lettersDrawn = 19;

export function newFollowKey(): string {
  const letters = drawnLetters(drawnBytes(16), lettersDrawn);
  return letters + checkLetter(letters);
}

/** @returns the key without its dashes, or undefined if it cannot be one */
export function readFollowKey(text: string): string | undefined {
  return readCheckedCode(text, lettersDrawn + 1);
}

/** The hash that is stored. */
export function followKeyHash(key: string): string {
  return createHash('sha256').update(`lang-nghe follow 1\n${key}`).digest('base64url');
}
