/**
 * A form that arrives after the session has expired. It is carried through the sign-in pages as text in a field, and is
 * sent again when the person presses the button; nothing of it is stored. It keeps its original form token, so it is
 * accepted only from the account and browser that opened it, and a form from another site is still refused.
 */
import type { Request, Response } from 'express';
import { listOf, objectOf, type Schema } from '../../platform/schemas/schema.ts';
import { parsedJson, readKnown } from '../../platform/schemas/validate.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { isStaffAddress } from './staffAddress.ts';

export interface HeldForm {
  readonly address: string;
  /** Name and value, in the order in which the browser would send them. */
  readonly fields: readonly (readonly [string, string])[];
}

/** Limit for the body as it arrives, and for the sign-in page that carries such a form. */
const heldBytesMax = 524_288;
export const signInBytesMax = 2 * heldBytesMax;

/** Passwords and other credentials must be typed again. */
const neverHeld = /^\/staff\/(?:account|sign-out|unit)(?:\/|$)/;

/** @returns undefined when nothing was typed, or when it cannot be held: a file, or what a program sent */
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

const text: Schema = { type: 'string' };
const heldFormSchema = objectOf<HeldForm>(
  { address: text, fields: listOf({ ...listOf(text, 2), minItems: 2 }) },
  {},
);

/** @returns undefined when we did not make it */
export function readHeldForm(json: string): HeldForm | undefined {
  const read = readKnown(heldFormSchema, parsedJson(json));
  return 'value' in read && isStaffAddress(read.value.address) ? read.value : undefined;
}
