import express, { type RequestHandler } from 'express';
import { withoutControls } from '../text/plainText.ts';
import { malformedRequest } from './input.ts';

/**
 * Parses the body of a form that a browser sent. Our forms have unique field names and few fields; any other body is
 * refused as a whole and never cleaned up, since a silently dropped key is a lost answer.
 */
export function formBody({ bytesMax, fieldsMax }: { bytesMax: number; fieldsMax: number }): RequestHandler[] {
  const type = 'application/x-www-form-urlencoded';
  return [
    express.text({ type, limit: bytesMax }),
    (req, _res, next) => {
      if (typeof req.body === 'string') req.body = readFields(req.body, fieldsMax);
      next();
    },
  ];
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
