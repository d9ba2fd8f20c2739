import type { Request } from 'express';
import { body, query, type ValidationChain } from 'express-validator';
import { readFields } from '../../platform/web/input.ts';
import type { AuditCursor } from './store.ts';
import type { AuditKind, AuditKindNames } from './kinds.ts';

/** The search as typed. */
export interface AuditRequest {
  /** Account name. */
  readonly who: string;
  readonly kind: AuditKind | undefined;
  readonly subject: string;
  /** Days, the last one included. */
  readonly from: string;
  readonly to: string;
}

/** @param kindNames the kinds that may be asked for */
export async function readAuditRequest(req: Request, kindNames: AuditKindNames): Promise<AuditRequest> {
  const isAuditKind = (value: unknown): value is AuditKind =>
    typeof value === 'string' && Object.hasOwn(kindNames, value);
  const field: (name: string) => ValidationChain = req.method === 'GET' ? query : body;
  const day = (name: string) =>
    field(name).optional({ values: 'falsy' }).isISO8601({ strict: true }).isLength({ min: 10, max: 10 });
  const fields = (await readFields(req, [
    field('who').optional().isString().trim().toLowerCase().isLength({ max: 100 }),
    field('kind').optional({ values: 'falsy' }).custom(isAuditKind),
    field('subject').optional().isString().isLength({ max: 100 }),
    day('from'),
    day('to'),
  ])) as Partial<Record<string, string>>;
  const { who = '', kind, subject = '', from = '', to = '' } = fields;
  return { who, kind: isAuditKind(kind) ? kind : undefined, subject, from, to };
}

/** Where the previous page ended: `?after=<time>~<id>`. */
export async function readLocation(req: Request): Promise<AuditCursor | undefined> {
  const { after } = await readFields(req, [
    query('after')
      .optional()
      .isString()
      .matches(/^\d{1,15}~[\w-]{1,60}$/),
  ]);
  if (typeof after !== 'string') return undefined;
  const [time = '', id = ''] = after.split('~');
  return { at: new Date(Number(time)), id };
}

export function locationText({ at, id }: AuditCursor): string {
  return `${at.getTime()}~${id}`;
}
