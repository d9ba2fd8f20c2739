import express, { type RequestHandler } from 'express';
import { withoutControls } from '../text/plainText.ts';
import { malformedRequest } from './input.ts';

/**
 * Reads the body of a form that the browser sent. Our forms have no two fields of one name and few fields in all;
 * whatever else comes is refused as a whole, not tidied up: a key that is dropped in silence is an answer lost.
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

/** Names become keys of an object that inherits nothing, so that no name means anything but itself. */
function readFields(body: string, fieldsMax: number): Record<string, string> {
  const entries = [...new URLSearchParams(body)];
  const names = new Set(entries.map(([name]) => name));
  if (entries.length > fieldsMax || names.size < entries.length) throw malformedRequest();
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of entries) fields[name] = withoutControls(value);
  return fields;
}
