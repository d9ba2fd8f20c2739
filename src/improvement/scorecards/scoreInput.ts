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

const step = () => body('step').isInt({ min: 0, max: 1e9 }).toInt();
const line = (name: string, lengthMax: number) => body(name).isString().isLength({ max: lengthMax }).trim();

export interface SentSheet {
  /** Version of the scorecard that the form was filled from. */
  readonly step: number;
  /** By code; fields that the form lacked are missing here. */
  readonly typed: ReadonlyMap<string, TypedScore>;
}

/** @param codes of the leaves of the sheet */
export async function readSentSheet(req: Request, codes: readonly string[]): Promise<SentSheet> {
  const sent = await readFields(req, [
    step(),
    ...codes.map((code) => line(fieldName('value', code), 30).optional()),
    ...codes.map((code) => line(fieldName('note', code), 10_000).optional()),
  ]);
  const typed = codes.flatMap((code): readonly [string, TypedScore][] => {
    const value = sent[fieldName('value', code)] as string | undefined;
    const note = sent[fieldName('note', code)] as string | undefined;
    if (value === undefined && note === undefined) return [];
    return [[code, { value: value ?? '', note: note ?? '' }]];
  });
  return { step: sent['step'] as number, typed: new Map(typed) };
}

export async function readScoreStep(req: Request): Promise<number> {
  return (await readFields(req, [step()]))['step'] as number;
}

export type Faults = Record<string, string>;

export interface SentReason {
  readonly step: number;
  readonly reason: string;
}

export async function readReason(req: Request): Promise<SentReason> {
  return (await readFields(req, [step(), line('reason', 10_000)])) as unknown as SentReason;
}

export interface SentLock {
  readonly step: number;
  readonly code: string;
  readonly isOn: boolean;
}

export async function readLock(req: Request): Promise<SentLock> {
  const sent = await readFields(req, [
    step(),
    body('code').isString().matches(codePattern),
    body('lock').isIn(['on', 'off']),
  ]);
  return { step: sent['step'] as number, code: String(sent['code']), isOn: sent['lock'] === 'on' };
}

export interface SentAdjustment {
  readonly step: number;
  readonly kind: 'bonus' | 'penalty';
  readonly points: string;
  readonly reason: string;
}

export async function readAdjustment(req: Request): Promise<SentAdjustment> {
  return (await readFields(req, [
    step(),
    body('kind').isIn(['bonus', 'penalty']),
    line('points', 20),
    line('reason', 10_000),
  ])) as unknown as SentAdjustment;
}

const reasonLengthMax = 500;

export function reasonFaults({ reason }: { readonly reason: string }, t: ScoreTexts): Faults {
  if (reason === '') return { reason: t.faults.missing };
  return reason.length > reasonLengthMax ? { reason: t.faults.reasonTooLong(reasonLengthMax) } : {};
}

/** @returns hundredths of a point, and the errors by field */
export function adjustmentOf(sent: SentAdjustment, set: CriteriaSet, t: ScoreTexts) {
  const points = hundredthsOf(sent.points) ?? 0;
  const cap = sent.kind === 'bonus' ? set.bonusMax : set.penaltyMax;
  const { reason } = reasonFaults(sent, t);
  const faults: Faults = reason === undefined ? {} : { 'adjustment-reason': reason };
  if (points === 0) faults['points'] = t.faults.adjustment;
  else if (points > cap) faults['points'] = t.faults.aboveCap;
  return { points, faults };
}
