/** Input of the pages of sets of criteria. */
import type { Request } from 'express';
import { body, query, type ValidationChain } from 'express-validator';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { unitKinds, type UnitKind } from '../../registers/units/unit.ts';
import { readFields } from '../../platform/web/input.ts';
import type { CriteriaContent } from './criteria.ts';
import type { CriteriaTexts } from './criteriaTexts.ts';
import { hundredthsOf, typedNumber, type TypedItem } from './readItem.ts';

const line = (name: string, lengthMax: number): ValidationChain =>
  body(name).isString().isLength({ max: lengthMax }).trim();

export interface SentStart {
  readonly from: string;
  readonly owner: string;
  readonly kind: string;
  readonly year: string;
}

export async function readStart(req: Request): Promise<SentStart> {
  const names = ['from', 'owner', 'kind', 'year'] as const;
  return (await readFields(
    req,
    names.map((name) => line(name, 100)),
  )) as unknown as SentStart;
}

/** The start of a new set; empty where nothing was chosen. */
export async function readFrom(req: Request): Promise<string> {
  const { from } = await readFields(req, [query('from').default('').isString().isLength({ max: 100 })]);
  return String(from);
}

export type FieldErrors = Record<string, string>;

export function startErrors({ year, kind }: SentStart, t: CriteriaTexts): FieldErrors {
  const errors: FieldErrors = {};
  if (!/^20\d\d$/.test(year)) errors['year'] = t.errors.year;
  if (!isKind(kind)) errors['kind'] = t.errors.kind;
  return errors;
}

export function isKind(text: string): text is UnitKind {
  return unitKinds.some((kind) => kind === text);
}

export const frameNames = [
  'title',
  'titleEn',
  'source',
  'round',
  'bonusMax',
  'penaltyMax',
  'self',
  'first',
  'explanation',
  'second',
] as const;
export type Frame = Readonly<Record<(typeof frameNames)[number], string>>;

/** Everything but the items: title, source, round, caps, deadlines. */
export async function readFrame(req: Request): Promise<{ revision: number; frame: Frame }> {
  const { revision, ...frame } = await readFields(req, [
    body('revision').isInt({ min: 1, max: 1e9 }).toInt(),
    ...frameNames.map((name) => line(name, 1000)),
  ]);
  return { revision: revision as number, frame: frame as Frame };
}

export function frameOf(content: CriteriaContent): Frame {
  const { title, source, roundId = '', bonusMax, penaltyMax, deadlines } = content;
  return {
    title: title.vi,
    titleEn: title['en'] ?? '',
    source,
    round: roundId,
    bonusMax: typedNumber(bonusMax),
    penaltyMax: typedNumber(penaltyMax),
    ...deadlines,
  };
}

/** @returns the content with the frame in it, or the errors by field */
export function withFrame(
  content: CriteriaContent,
  frame: Frame,
  t: CriteriaTexts,
): { readonly content: CriteriaContent } | { readonly errors: FieldErrors } {
  const errors: FieldErrors = {};
  if (frame.title === '' || frame.title.length > 300) errors['title'] = t.errors.title;
  const bonusMax = hundredthsOf(frame.bonusMax);
  const penaltyMax = hundredthsOf(frame.penaltyMax);
  if (bonusMax === undefined || bonusMax > 10_000) errors['bonusMax'] = t.errors.cap;
  if (penaltyMax === undefined || penaltyMax > 10_000) errors['penaltyMax'] = t.errors.cap;
  const { self, first, explanation, second } = frame;
  const deadlines = { self, first, explanation, second };
  Object.assign(errors, dayErrors(deadlines, t));
  if (Object.keys(errors).length > 0) return { errors };
  const { roundId: _before, ...rest } = content;
  return {
    content: {
      ...rest,
      title: { vi: frame.title, ...(frame.titleEn === '' ? {} : { en: frame.titleEn }) },
      source: frame.source,
      ...(frame.round === '' ? {} : { roundId: frame.round }),
      bonusMax: bonusMax!,
      penaltyMax: penaltyMax!,
      deadlines,
    },
  };
}

/** Each must be a day that is not before the previous one. */
export function dayErrors(deadlines: CriteriaContent['deadlines'], t: CriteriaTexts): FieldErrors {
  const days = Object.entries(deadlines);
  return Object.fromEntries(
    days.flatMap(([name, day], index) => {
      const before = days[index - 1]?.[1] ?? '';
      if (!isCalendarDay(day)) return [[name, t.errors.day]];
      return day < before ? [[name, t.errors.dayOrder]] : [];
    }),
  );
}

export async function readDeadlines(req: Request): Promise<CriteriaContent['deadlines']> {
  const names = ['self', 'first', 'explanation', 'second'] as const;
  return (await readFields(
    req,
    names.map((name) => line(name, 20)),
  )) as unknown as CriteriaContent['deadlines'];
}

export async function readTypedItem(req: Request): Promise<{ revision: number; typed: TypedItem }> {
  const { revision, ...typed } = await readFields(req, [
    body('revision').isInt({ min: 1, max: 1e9 }).toInt(),
    ...(['code', 'pointsMax', 'rule', 'confirmed'] as const).map((name) => line(name, 40)),
    ...(['title', 'titleEn', 'detail', 'note'] as const).map((name) => line(name, 2000)),
  ]);
  return { revision: revision as number, typed: typed as unknown as TypedItem };
}

export async function readRevision(req: Request): Promise<number> {
  const { revision } = await readFields(req, [body('revision').isInt({ min: 1, max: 1e9 }).toInt()]);
  return revision as number;
}
