/**
 * The code of a receipt: sixteen letters in groups of four, easy to read aloud, the last of them a check letter. It
 * is derived from the submission's secret id with a key of the installation: a repeated submission has the same
 * receipt, and a receipt reveals neither the id nor an answer.
 */
import { createHmac } from 'node:crypto';
import { checkLetter, drawnLetters, readCheckedCode } from '../../platform/text/codeLetters.ts';

const lettersDrawn = 15;

export function receiptCode(submissionId: string, key: Buffer): string {
  const code = drawnLetters(createHmac('sha256', key).update(submissionId).digest(), lettersDrawn);
  return code + checkLetter(code);
}

/** @returns the code without its dashes, or undefined if it cannot be one: a wrong letter, two letters swapped */
export function readReceiptCode(text: string): string | undefined {
  return readCheckedCode(text, lettersDrawn + 1);
}
