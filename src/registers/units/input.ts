/** Input of the unit forms. */
import type { Request } from 'express';
import { body, query } from 'express-validator';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import type { Localized } from '../../platform/text/localized.ts';
import { readFields } from '../../platform/web/input.ts';
import type { LegalDocument } from './succession.ts';
import { lineKinds, type LineKind, type SentLine, type SentSuccession } from './sentSuccession.ts';
import { unitKinds, type UnitKind } from './unit.ts';

/** @throws Problem malformed */
export async function readSentSuccession(
  req: Request,
): Promise<{ readonly sent: SentSuccession; readonly wanted: string }> {
  const texts = await readFields(req, [
    ...['on', 'number', 'issuedBy'].map(line),
    body('wanted').isIn(['more', 'preview', 'keep', 'edit']),
    body('lines').isInt({ min: 1, max: linesMax }).toInt(),
  ]);
  const { lines: shownLines, wanted, ...head } = texts as Record<string, string> & { lines: number };
  const lines: SentLine[] = [];
  for (let number = 1; number <= shownLines; number += 1) lines.push(await readLine(req, number));
  return { sent: { ...(head as Omit<SentSuccession, 'lines'>), lines }, wanted: wanted! };
}
export const linesMax = 150;

async function readLine(req: Request, number: number): Promise<SentLine> {
  const long = (side: string) => body(`${side}-${number}`).isString().isLength({ max: 4000 }).trim();
  const fields = await readFields(req, [
    body(`kind-${number}`).isIn([...lineKinds]),
    long('from'),
    long('to'),
    line(`parent-${number}`),
  ]);
  const of = (side: string): string => String(fields[`${side}-${number}`]);
  return { kind: of('kind') as LineKind, from: of('from'), to: of('to'), parent: of('parent') };
}

export interface SentMany {
  readonly kind: UnitKind;
  readonly parent: string;
  readonly on: string;
  /** As typed. */
  readonly rows: string;
  readonly wanted: 'preview' | 'keep';
}

/** @throws Problem malformed */
export async function readSentMany(req: Request): Promise<SentMany> {
  const fields = await readFields(req, [
    line('parent'),
    line('on'),
    body('kind').isIn([...unitKinds]),
    body('rows').isString().isLength({ max: 300_000 }),
    body('wanted').isIn(['preview', 'keep']),
  ]);
  return fields as unknown as SentMany;
}

/** The form fields sent along with a file of units. @throws Problem malformed */
export async function readManyBasis(req: Request): Promise<Pick<SentMany, 'kind' | 'parent' | 'on'>> {
  const fields = await readFields(req, [line('parent'), line('on'), body('kind').isIn([...unitKinds])]);
  return fields as unknown as SentMany;
}

/** @throws Problem malformed */
export async function readDocument(req: Request): Promise<LegalDocument> {
  return (await readFields(req, ['number', 'issuedBy'].map(line))) as unknown as LegalDocument;
}

export async function readRoundId(req: Request): Promise<string> {
  const { round } = await readFields(req, [line('round')]);
  return String(round);
}

/** As typed. */
export interface SentUnit {
  readonly name: string;
  readonly nameEn: string;
  readonly kind?: UnitKind;
  readonly code: string;
  /** Name or code of the parent unit. */
  readonly parent: string;
  readonly on: string;
}

const line = (name: string) => body(name).isString().isLength({ max: 200 }).trim();

/** @throws Problem malformed */
export async function readUnit(req: Request): Promise<SentUnit> {
  const fields = await readFields(req, [
    ...['name', 'nameEn', 'code', 'parent', 'on'].map(line),
    body('kind')
      .optional()
      .isIn([...unitKinds]),
  ]);
  return fields as unknown as SentUnit;
}

/** Values in the address of the form for a new unit that prefill it. */
export async function readAsked(req: Request): Promise<Record<'parent' | 'kind' | 'on', string>> {
  const asked = ['parent', 'kind', 'on'].map((name) =>
    query(name).optional().isString().isLength({ max: 200 }),
  );
  return { parent: '', kind: '', on: '', ...(await readFields(req, asked)) };
}

export async function readEnd(req: Request): Promise<string> {
  const { on } = await readFields(req, [line('on')]);
  return String(on);
}

export function nameOf({ name, nameEn }: Pick<SentUnit, 'name' | 'nameEn'>): Localized {
  const vi = name.normalize('NFC');
  return nameEn === '' ? { vi } : { vi, en: nameEn.normalize('NFC') };
}

/** Codes are printed and typed: letters, digits, and punctuation between them. */
export function isUnitCode(text: string): boolean {
  return /^[\p{L}\d][\p{L}\d./-]{0,19}$/u.test(text);
}

export type UnitField = 'name' | 'code' | 'parent' | 'on';

/** Errors of each field alone. */
export function unitFieldErrors({ name, code, on }: SentUnit) {
  return {
    ...(name === '' ? { name: 'nameMissing' as const } : {}),
    ...(code === '' || isUnitCode(code) ? {} : { code: 'codeShape' as const }),
    ...(isCalendarDay(on) ? {} : { on: 'dayShape' as const }),
  };
}
