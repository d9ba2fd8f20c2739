/**
 * The key with which a person follows a case: nineteen letters that are drawn by chance (93 bits) and a check letter. It
 * is made with the form, so that a repeat of the form brings the same; kept is only its hash. It is no receipt, and nothing
 * leads from one to the other. `public/kiosk/followKey.js` draws it on a tablet.
 */
import { createHash, randomBytes } from 'node:crypto';
import { checkLetter, drawnLetters, readCheckedCode } from '../../platform/text/codeLetters.ts';

const lettersDrawn = 19;

export function newFollowKey(): string {
  const letters = drawnLetters(randomBytes(16), lettersDrawn);
  return letters + checkLetter(letters);
}

/** @returns the key without its dashes, or undefined when it cannot be one */
export function readFollowKey(text: string): string | undefined {
  return readCheckedCode(text, lettersDrawn + 1);
}

/** What is kept of it. */
export function followMark(key: string): string {
  return createHash('sha256').update(`lang-nghe follow 1\n${key}`).digest('base64url');
}
