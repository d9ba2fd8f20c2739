import type { IncomingMessage } from 'node:http';
import express, { type RequestHandler } from 'express';
import { withoutControls } from '../text/plainText.ts';
import { malformedRequest } from './input.ts';

export interface FormLimits {
  readonly bytesMax: number;
  readonly fieldsMax: number;
}

const formType = 'application/x-www-form-urlencoded';

/**
 * Parses the body of a form that a browser sent. Our forms have unique field names and few fields; any other body is
 * refused as a whole and never cleaned up, since a silently dropped key is a lost answer.
 */
export function formBody({ bytesMax, fieldsMax }: FormLimits): RequestHandler[] {
  return [
    express.text({ type: formType, limit: bytesMax }),
    (req, _res, next) => {
      if (typeof req.body === 'string') req.body = readFields(req.body, fieldsMax);
      next();
    },
  ];
}

/** A request with a place for what its body is read into. */
export type WithBody = IncomingMessage & { body?: unknown };

/**
 * Does the same for a request that Express has not seen, if its body is one as browsers send it.
 *
 * @returns false if it is of another kind, and was not read
 * @throws Problem malformed; `formBody` finds what was read and refuses it too
 */
export async function takeFormBody(req: WithBody, { bytesMax, fieldsMax }: FormLimits): Promise<boolean> {
  const { 'content-type': type, 'content-length': length, 'content-encoding': encoding } = req.headers;
  if (type !== formType || encoding !== undefined || !(Number(length) <= bytesMax)) return false;
  const body = new TextDecoder().decode(await bytesOf(req));
  req.body = body;
  req.body = readFields(body, fieldsMax);
  return true;
}

/** Never ends for a client that leaves before it has sent everything. */
async function bytesOf(req: IncomingMessage): Promise<Buffer> {
  return await new Promise((resolve) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => resolve(parts.length === 1 ? parts[0]! : Buffer.concat(parts)));
  });
}

/** Names become keys of an object without a prototype, so that no name has a special meaning. */
function readFields(body: string, fieldsMax: number): Record<string, string> {
  const entries = [...new URLSearchParams(body)];
  const names = new Set(entries.map(([name]) => name));
  if (entries.length > fieldsMax || names.size < entries.length) throw malformedRequest();
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of entries) fields[name] = withoutControls(value);
  return fields;
}
