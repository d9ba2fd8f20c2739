/**
 * A pairing code pairs one tablet with one access point. Staff read it from their page and type it into the tablet.
 * It has eight unmistakable letters and is valid for fifteen minutes and one tablet.
 */
import { createHmac } from 'node:crypto';
import { hasCodeLetters, plainCode, randomCode } from '../../platform/text/codeLetters.ts';
import type { DayPass } from './dayPass.ts';

export interface PairingCode {
  /** Keyed hash: a copy of the database cannot pair a tablet. */
  readonly id: string;
  readonly accessPointId: string;
  readonly label: string;
  readonly madeBy: { readonly accountId: string; readonly name: string };
  readonly expiresAt: Date;
  /** What the tablet may do, where an interviewer asked for the code. */
  readonly pass?: DayPass | undefined;
  /** Credential of the tablet that used it: the same tablet may repeat the request after a lost response. */
  readonly usedBy?: string | undefined;
}

export const pairingCodeLifetimeMs = 15 * 60 * 1000;

const length = 8;

export function newPairingCode(): string {
  return randomCode(length);
}

/** The code in typed text; undefined if it cannot be one. */
export function readPairingCode(typed: string): string | undefined {
  const code = plainCode(typed);
  return code.length === length && hasCodeLetters(code) ? code : undefined;
}

export function hashOfPairingCode(code: string, key: Buffer): string {
  return createHmac('sha256', key).update(code).digest('hex');
}
