/**
 * A pairing code binds one tablet to one access point. Staff read it from their page and type it into the tablet: eight
 * letters that nobody mistakes for one another, for a quarter of an hour, for one tablet.
 */
import { createHmac, randomInt } from 'node:crypto';
import { codeAlphabet } from '../../platform/text/codeLetters.ts';

export interface PairingCode {
  /** Keyed hash: a copy of the store pairs nothing. */
  readonly id: string;
  readonly accessPointId: string;
  readonly label: string;
  readonly madeBy: { readonly accountId: string; readonly name: string };
  readonly expiresAt: Date;
  /** The credential of the tablet that has used it: the same tablet may ask again when the answer was lost. */
  readonly usedBy?: string | undefined;
}

export const pairingCodeLifetimeMs = 15 * 60 * 1000;

const length = 8;

export function newPairingCode(): string {
  return Array.from({ length }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('');
}

/** As printed: `ABCD-EFGH`. */
export function groupedPairingCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** The code in what somebody typed; undefined when it cannot be one. */
export function readPairingCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  return code.length === length && [...code].every((letter) => codeAlphabet.includes(letter))
    ? code
    : undefined;
}

export function hashOfPairingCode(code: string, key: Buffer): string {
  return createHmac('sha256', key).update(code).digest('hex');
}
