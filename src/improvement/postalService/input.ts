/** Input of the pages of the public postal service. */
import type { Request } from 'express';
import { body, query } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import { ways, type Way } from './share.ts';

/** A year; empty means the newest. */
export async function readYear(req: Request): Promise<string> {
  const { year } = await readFields(req, [
    query('year')
      .default('')
      .isString()
      .matches(/^(20\d\d)?$/),
  ]);
  return String(year);
}

export type SentTarget = Readonly<Record<Way | 'year', string>>;

/** @throws Problem malformed */
export async function readSentTarget(req: Request): Promise<SentTarget> {
  return (await readFields(req, [
    ...ways.map((way) => body(way).isString().isLength({ max: 20 }).trim()),
    body('year').matches(/^20\d\d$/),
  ])) as SentTarget;
}

/** "40", "40,5", "40.25 %", or empty. @returns hundredths of a percent, or the fields that are invalid */
export function targetOf(sent: SentTarget): {
  readonly target: Partial<Record<Way, number>>;
  readonly invalid: readonly Way[];
} {
  const target: Partial<Record<Way, number>> = {};
  const invalid: Way[] = [];
  for (const way of ways) {
    if (sent[way] === '') continue;
    const [, whole, fraction = ''] = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(sent[way]) ?? [];
    const hundredths = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
    if (hundredths <= 10_000) target[way] = hundredths;
    else invalid.push(way); // also NaN
  }
  return { target, invalid };
}
