/** Input of the pages of a scorecard. */
import type { Request } from 'express';
import { body } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import type { CriteriaSet } from './criteria.ts';
import { codePattern } from './criteria.ts';
import type { TypedScore } from './given.ts';
import { hundredthsOf } from './readItem.ts';
import type { ScoreTexts } from './texts.ts';

/** A field name for forms: express-validator would read `1.2.3` as a path. */
export function fieldName(part: 'value' | 'note', code: string): string {
  return `${part}-${code.replaceAll('.', '_')}`;
}

const revision = () => body('revision').isInt({ min: 0, max: 1e9 }).toInt();
const line = (name: string, lengthMax: number) => body(name).isString().isLength({ max: lengthMax }).trim();

export interface SentSheet {
  /** Version of the scorecard that the form was filled from. */
  readonly revision: number;
  /** By code; fields that the form lacked are missing here. */
  readonly typed: ReadonlyMap<string, TypedScore>;
}

/** @param codes of the leaves of the sheet */
export async function readSentSheet(req: Request, codes: readonly string[]): Promise<SentSheet> {
  const sent = await readFields(req, [
    revision(),
    ...codes.map((code) => line(fieldName('value', code), 30).optional()),
    ...codes.map((code) => line(fieldName('note', code), 10_000).optional()),
  ]);
  const typed = codes.flatMap((code): readonly [string, TypedScore][] => {
    const value = sent[fieldName('value', code)] as string | undefined;
    const note = sent[fieldName('note', code)] as string | undefined;
    if (value === undefined && note === undefined) return [];
    return [[code, { value: value ?? '', note: note ?? '' }]];
  });
  return { revision: sent['revision'] as number, typed: new Map(typed) };
}

export async function readScoreRevision(req: Request): Promise<number> {
  return (await readFields(req, [revision()]))['revision'] as number;
}

export type FieldErrors = Record<string, string>;

export interface SentReason {
  readonly revision: number;
  readonly reason: string;
}

export async function readReason(req: Request): Promise<SentReason> {
  return (await readFields(req, [revision(), line('reason', 10_000)])) as unknown as SentReason;
}

export interface SentLock {
  readonly revision: number;
  readonly code: string;
  readonly isOn: boolean;
}

export async function readLock(req: Request): Promise<SentLock> {
  const sent = await readFields(req, [
    revision(),
    body('code').isString().matches(codePattern),
    body('lock').isIn(['on', 'off']),
  ]);
  return { revision: sent['revision'] as number, code: String(sent['code']), isOn: sent['lock'] === 'on' };
}

export interface SentAdjustment {
  readonly revision: number;
  readonly kind: 'bonus' | 'penalty';
  readonly points: string;
  readonly reason: string;
}

export async function readAdjustment(req: Request): Promise<SentAdjustment> {
  return (await readFields(req, [
    revision(),
    body('kind').isIn(['bonus', 'penalty']),
    line('points', 20),
    line('reason', 10_000),
  ])) as unknown as SentAdjustment;
}

const reasonLengthMax = 500;

export function reasonErrors({ reason }: { readonly reason: string }, t: ScoreTexts): FieldErrors {
  if (reason === '') return { reason: t.errors.missing };
  return reason.length > reasonLengthMax
    ? { reason: t.errors.reasonTooLong({ length: reasonLengthMax }) }
    : {};
}

/** @returns hundredths of a point, and the errors by field */
export function adjustmentOf(sent: SentAdjustment, set: CriteriaSet, t: ScoreTexts) {
  const points = hundredthsOf(sent.points) ?? 0;
  const cap = sent.kind === 'bonus' ? set.bonusMax : set.penaltyMax;
  const { reason } = reasonErrors(sent, t);
  const errors: FieldErrors = reason === undefined ? {} : { 'adjustment-reason': reason };
  if (points === 0) errors['points'] = t.errors.adjustment;
  else if (points > cap) errors['points'] = t.errors.aboveCap;
  return { points, errors };
}
