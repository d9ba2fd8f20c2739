/**
 * Codes that people read and type: at random, or derived from a digest with a check letter at the end, which detects
 * typing errors before a code is sent.
 */
import { randomInt } from 'node:crypto';

/** Letters and digits of codes: no I, L, O, U, 0 or 1. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

const base = codeAlphabet.length;
/** Ten letters at once are still an exact number, which takes a tenth of the divisions of large ones. */
const tenLetters = BigInt(base) ** 10n;

/** A secret: each letter carries 4.9 bits. */
export function randomCode(length: number): string {
  return Array.from({ length }, () => codeAlphabet[randomInt(base)]).join('');
}

/** Derives `count` letters from the first 128 bits of a digest. */
export function drawnLetters(digest: Buffer, count: number): string {
  let number = digest.readBigUInt64BE(0) * 2n ** 64n + digest.readBigUInt64BE(8);
  let code = '';
  while (code.length < count) {
    let some = Number(number % tenLetters);
    number /= tenLetters;
    for (let index = 0; index < 10; index++) {
      code += codeAlphabet[some % base];
      some = Math.floor(some / base);
    }
  }
  return code.slice(0, count);
}

/** Luhn's algorithm in base 30: detects every single wrong letter and nearly all swaps of neighbours. */
export function checkLetter(letters: string): string {
  let sum = 0;
  for (let position = 0; position < letters.length; position++) {
    const value = codeAlphabet.indexOf(letters.at(-1 - position)!) * (position % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / base) + (value % base);
  }
  return codeAlphabet.charAt((base - (sum % base)) % base);
}

/** As printed: in groups of four letters. */
export function groupedCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? code;
}

/** What was typed, without dashes and blanks. */
export function plainCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '');
}

export function hasCodeLetters(code: string): boolean {
  return [...code].every((letter) => codeAlphabet.includes(letter));
}

/** @returns the code without dashes and blanks, or undefined when it cannot be a code of that length */
export function readCheckedCode(text: string, length: number): string | undefined {
  const code = plainCode(text);
  const wellFormed = code.length === length && hasCodeLetters(code);
  return wellFormed && checkLetter(code.slice(0, -1)) === code.at(-1) ? code : undefined;
}
