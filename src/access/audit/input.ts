import type { Request } from 'express';
import { choice, heldDay, line, matching, maybe, type TypedOf } from '../../platform/web/fields.ts';
import { readBody, readQuery } from '../../platform/web/input.ts';
import type { AuditCursor } from './store.ts';
import { auditKindNames, type AuditKind } from './kinds.ts';

/** The search: account name, kind of entry, id of what it is about, days with the last one included. */
const searchFields = () => ({
  who: maybe(line(100)),
  kind: maybe(choice(['', ...(Object.keys(auditKindNames.vi) as AuditKind[])])),
  subject: maybe(line(100)),
  from: maybe(heldDay()),
  to: maybe(heldDay()),
});
export type AuditRequest = TypedOf<ReturnType<typeof searchFields>>;

export async function readAuditRequest(req: Request): Promise<AuditRequest> {
  const read = req.method === 'GET' ? readQuery : readBody;
  const typed = await read(req, searchFields());
  return { ...typed, who: typed.who.toLowerCase() };
}

/** Where the previous page ended: `?after=<time>~<id>`. */
export async function readLocation(req: Request): Promise<AuditCursor | undefined> {
  const { after } = await readQuery(req, { after: matching(/^\d{1,15}~[\w-]{1,60}$/) });
  if (after === '') return undefined;
  const [time = '', id = ''] = after.split('~');
  return { at: new Date(Number(time)), id };
}

export function locationText({ at, id }: AuditCursor): string {
  return `${at.getTime()}~${id}`;
}
