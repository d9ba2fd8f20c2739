/** Input of the forms of commendations, and its validation. */
import type { Request } from 'express';
import { body, type ValidationChain } from 'express-validator';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { readFields } from '../../platform/web/input.ts';
import { rules, type Decision, type Rule } from './commendation.ts';
import type { CommendationTexts } from './texts.ts';

export type FieldErrors = Readonly<Record<string, string>>;

const typed = (chain: ValidationChain) => chain.isString().isLength({ max: 5000 }).trim();
const line = (name: string) => typed(body(name));
const lengthMax = 300;

async function readLines<Name extends string>(
  req: Request,
  names: readonly Name[],
): Promise<Readonly<Record<Name, string>>> {
  return (await readFields(req, names.map(line))) as Record<Name, string>;
}

export type SentList = Awaited<ReturnType<typeof readSentList>>;
/** @throws Problem malformed, as all of these */
export const readSentList = async (req: Request) =>
  await readLines(req, ['title', 'unit', 'year', 'publication']);

export const readSentIndividual = async (req: Request) => await readLines(req, ['name', 'post', 'reason']);

export const readSentDecision = async (req: Request) =>
  await readLines(req, ['version', 'number', 'on', 'by']);

export interface SentCollective {
  readonly unit: string;
  readonly unitReason: string;
  /** Missing: not proposed by a rule. */
  readonly rule: Rule | undefined;
}

export async function readSentCollective(req: Request): Promise<SentCollective> {
  const rule = body('rule')
    .default('')
    .isIn(['', ...rules]);
  const sent = await readFields(req, [line('unit'), typed(body('unitReason').default('')), rule]);
  return { ...(sent as unknown as SentCollective), rule: (sent['rule'] || undefined) as Rule | undefined };
}

export async function readOne(req: Request, name: 'unit' | 'individual'): Promise<string> {
  return (await readLines(req, [name]))[name];
}

export function errorsOfList({ title, year }: SentList, t: CommendationTexts): FieldErrors {
  const isYear = /^(?:19|20)\d\d$/.test(year);
  return { ...errorsOfLines({ title }, t), ...(isYear ? {} : { year: t.errors.year }) };
}

export function errorsOfDecision(
  { number, on, by }: Decision,
  today: string,
  t: CommendationTexts,
): FieldErrors {
  const isDay = isCalendarDay(on) && on <= today;
  return { ...errorsOfLines({ number, by }, t), ...(isDay ? {} : { on: t.errors.day }) };
}

/** Each is required, and must fit into a printed list. */
export function errorsOfLines(lines: Readonly<Record<string, string>>, t: CommendationTexts): FieldErrors {
  const invalid = Object.entries(lines).flatMap(([name, text]) => {
    if (text === '') return [[name, t.errors.missing] as const];
    return text.length > lengthMax ? [[name, t.errors.tooLong({ length: lengthMax })] as const] : [];
  });
  return Object.fromEntries(invalid);
}
