/** Input of the survey pages. */
import type { Request } from 'express';
import { body, param, query } from 'express-validator';
import { malformedRequest, readFields } from '../../platform/web/input.ts';
import type { ItemFields } from './itemForm.ts';
import { isListKind, type ItemKind, type ListKind } from './items.ts';

export interface SentStart {
  /** `preset:…` or the id of a version. */
  readonly from: string;
  readonly json: string;
}

export async function readFrom(req: Request): Promise<string> {
  const { from = '' } = await readFields(req, [query('from').optional().isString().isLength({ max: 80 })]);
  return String(from);
}

export async function readStart(req: Request): Promise<SentStart> {
  const fields = await readFields(req, [
    body('from').isString().isLength({ max: 80 }),
    body('json').isString().isLength({ max: 200_000 }).trim(),
  ]);
  return fields as unknown as SentStart;
}

export interface ItemLocation {
  readonly kind: ItemKind;
  readonly itemId: string;
}

/** @throws Problem malformed when it is not a kind of item */
export async function readLocation(req: Request): Promise<ItemLocation> {
  const { kind, itemId } = await readFields(req, [
    param('kind').isString().isLength({ max: 20 }),
    param('itemId').isString().isLength({ max: 60 }),
  ]);
  const read = String(kind);
  if (read !== 'survey' && !isListKind(read)) throw malformedRequest();
  return { kind: read, itemId: String(itemId) };
}

/** @throws Problem malformed for parts that exist once: they cannot be moved or removed */
export async function readListLocation(
  req: Request,
): Promise<{ readonly kind: ListKind; readonly itemId: string }> {
  const { kind, itemId } = await readLocation(req);
  if (kind === 'survey') throw malformedRequest();
  return { kind, itemId };
}

/** Version of the draft from which the page was made. */
export async function readRevision(req: Request): Promise<number> {
  const { revision } = await readFields(req, [body('revision').isString().isInt({ min: 1, max: 1_000_000 })]);
  return Number(revision);
}

export async function readMove(req: Request): Promise<'up' | 'down'> {
  const { to } = await readFields(req, [body('to').isIn(['up', 'down'])]);
  return to as 'up' | 'down';
}

export interface SentAddition {
  readonly kind: ListKind;
  /** Factor of a new question, or a prepared question on respondent characteristics. */
  readonly of: string;
}

export async function readAddition(req: Request): Promise<SentAddition> {
  const { add } = await readFields(req, [body('add').isString().isLength({ max: 100 })]);
  const [kind = '', of = ''] = String(add).split(':');
  if (!isListKind(kind)) throw malformedRequest();
  return { kind, of };
}

export interface SentItem {
  /** Hash of the item when the form was made. */
  readonly was: string;
  readonly fields: ItemFields;
}

/** The fields of an item; they depend on the item, and all others are ignored. */
export async function readItem(req: Request): Promise<SentItem> {
  const { was } = await readFields(req, [body('was').isString().isLength({ min: 1, max: 40 })]);
  const sent = Object.entries(req.body as Record<string, unknown>);
  const fields = sent.filter(([name]) => name !== 'was' && name !== 'formToken');
  if (fields.length > 400) throw malformedRequest();
  return {
    was: String(was),
    fields: Object.fromEntries(fields.map(([name, value]) => [name, lineOf(value)])),
  };
}

/** @throws Problem malformed */
function lineOf(value: unknown): string {
  if (typeof value !== 'string' || value.length > 4000) throw malformedRequest();
  return value.replaceAll('\r\n', '\n').normalize('NFC').trim();
}
