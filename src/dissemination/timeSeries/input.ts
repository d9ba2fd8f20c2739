import type { Request } from 'express';
import { line, type TypedOf } from '../../platform/web/fields.ts';
import { readQuery } from '../../platform/web/input.ts';

const part = line(200);
const timeFields = { round: part, unit: part, of: part, by: part, filter: part, rounds: part };
/** The request; missing parts are empty. Whether the chosen values exist is checked once the round is known. */
export type TimeRequest = TypedOf<typeof timeFields>;

/** @throws Problem malformed */
export async function readTimeRequest(req: Request): Promise<TimeRequest> {
  return await readQuery(req, timeFields);
}
