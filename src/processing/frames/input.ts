/** Reads the input of a frame's forms. */
import type { Request } from 'express';
import { body, query } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import { outcomeKinds, type FrameStratum, type Outcomes } from './frame.ts';
import { reminderWays, type SentReminder } from './reminder.ts';
import type { ListColumns } from './readList.ts';

const line = (name: string, max = 200) => body(name).isString().isLength({ max }).trim();
const lines = (name: string) => body(name).isString().isLength({ max: 2000 }).trim();

/** Raw input. */
export interface SentList {
  readonly unitColumn: string;
  readonly serviceColumn: string;
  readonly contactColumns: string;
  readonly purpose: string;
  readonly eraseOn: string;
}

/** @throws Problem malformed */
export async function readSentList(req: Request): Promise<SentList> {
  const names = ['unitColumn', 'serviceColumn', 'eraseOn', 'purpose'];
  return (await readFields(req, [
    ...names.map((name) => line(name)),
    lines('contactColumns'),
  ])) as unknown as SentList;
}

export function columnsOf({ unitColumn, serviceColumn, contactColumns }: SentList): ListColumns {
  const contact = contactColumns.split(/\r?\n/).map((heading) => heading.trim().normalize('NFC'));
  return {
    unit: unitColumn.normalize('NFC'),
    service: serviceColumn.normalize('NFC'),
    contact: [...new Set(contact.filter((heading) => heading !== ''))],
  };
}

export interface SentSizes {
  readonly total: string;
  readonly sharing: 'equal' | 'proportional';
}

/** @throws Problem malformed */
export async function readSentSizes(req: Request): Promise<SentSizes> {
  const sharing = body('sharing').isIn(['equal', 'proportional']);
  return (await readFields(req, [line('total', 20), sharing])) as unknown as SentSizes;
}

/** Parses raw input with optional digit grouping. @returns undefined if it is not a whole number */
export function wholeNumber(text: string): number | undefined {
  const digits = text.replaceAll(/[. ]/g, '');
  return /^\d{1,7}$/.test(digits) ? Number(digits) : undefined;
}

export interface SentDraw {
  readonly seed: string;
  readonly seedSource: string;
}

/** @throws Problem malformed */
export async function readSentDraw(req: Request): Promise<SentDraw> {
  return (await readFields(req, [line('seed'), line('seedSource')])) as unknown as SentDraw;
}

export function outcomeField(location: number, kind: keyof Outcomes): string {
  return `${kind}-${location}`;
}

/** Raw input for each stratum, by field name. @throws Problem malformed */
export async function readSentOutcomes(
  req: Request,
  strata: readonly FrameStratum[],
): Promise<Readonly<Record<string, string>>> {
  const names = strata.flatMap((_, index) => outcomeKinds.map((kind) => outcomeField(index, kind)));
  return (await readFields(
    req,
    names.map((name) => line(name, 20)),
  )) as Record<string, string>;
}

/** @returns undefined if the last one is to be withdrawn. @throws Problem malformed */
export async function readSentReminder(req: Request): Promise<SentReminder | undefined> {
  const { action } = await readFields(req, [body('action').isIn(['add', 'removeLast'])]);
  if (action === 'removeLast') return undefined;
  return (await readFields(req, [
    ...['on', 'people', 'refused', 'notReached'].map((name) => line(name, 20)),
    body('way').isIn([...reminderWays]),
  ])) as unknown as SentReminder;
}

/** The number of the file of letters, from 1. @throws Problem malformed */
export async function readPart(req: Request): Promise<number> {
  const { part = 1 } = await readFields(req, [query('part').optional().isInt({ min: 1, max: 1000 }).toInt()]);
  return Number(part);
}
