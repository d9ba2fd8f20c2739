/**
 * A form that came when nobody was signed in any more. It travels in the pages on which its sender signs in, as text in a
 * field, and is sent once more when they press for it; nothing of it is stored. It keeps the form token that it came with,
 * so it is taken only of the account and browser that opened it, and a form of another site is refused in the end as ever.
 */
import type { Request, Response } from 'express';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { isStaffAddress } from './staffAddress.ts';

export interface HeldForm {
  readonly address: string;
  /** Name and value, in the order in which the browser would send them. */
  readonly fields: readonly (readonly [string, string])[];
}

/** Of the body as it comes; and of the sign-in page that carries such a form. */
const heldBytesMax = 524_288;
export const signInBytesMax = 2 * heldBytesMax;

/** Passwords and what protects an account are typed again. */
const neverHeld = /^\/staff\/(?:account|sign-out|unit)(?:\/|$)/;

/** @returns undefined where nothing was typed, or where it cannot be kept: a file, or what a program sent */
export function heldFormOf(req: Request, res: Response): HeldForm | undefined {
  const address = req.originalUrl;
  const isKept =
    req.method === 'POST' && !wantsJson(res) && isStaffAddress(address) && !neverHeld.test(address);
  if (!isKept || Number(req.get('content-length') ?? Infinity) > heldBytesMax) return undefined;
  const fields = Object.entries((req.body ?? {}) as Record<string, string | string[]>).flatMap(
    ([name, values]) => [values].flat().map((value) => [name, value] as const),
  );
  return fields.some(([name, value]) => name !== 'formToken' && value !== '')
    ? { address, fields }
    : undefined;
}

/** @returns undefined when it is none of ours */
export function readHeldForm(text: string): HeldForm | undefined {
  try {
    const { address, fields } = JSON.parse(text) as HeldForm;
    const isText = (value: unknown): boolean => typeof value === 'string';
    const isSound =
      isStaffAddress(address) && fields.every((pair) => pair.length === 2 && pair.every(isText));
    return isSound ? { address, fields } : undefined;
  } catch {
    return undefined;
  }
}
