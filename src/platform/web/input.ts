import type { Request } from 'express';
import { body, matchedData, query, type ValidationChain } from 'express-validator';
import { Problem } from '../problem.ts';
import type { SchemaOf } from '../schemas/schema.ts';
import { errorLine, readKnown, type FieldError } from '../schemas/validate.ts';
import { inEveryLanguage } from '../text/catalogue.ts';
import { withoutControls } from '../text/plainText.ts';
import type { Fields, TypedOf } from './fields.ts';
import { layoutTexts } from './texts.ts';

/**
 * What a form or a button sent, as typed.
 *
 * @param suffix of the names, where a form has the same fields several times
 * @throws Problem malformed when a field is missing or has a value that none of our pages sends
 */
export async function readBody<F extends Fields<never>>(
  req: Request,
  fields: F,
  suffix = '',
): Promise<TypedOf<F>> {
  return await readTyped(req, fields, (name, field) => field.chain(body(name + suffix)), suffix);
}

/**
 * What the query of an address has; missing fields are empty, or the first value of a choice.
 *
 * @throws Problem malformed
 */
export async function readQuery<F extends Fields<never>>(req: Request, fields: F): Promise<TypedOf<F>> {
  return await readTyped(req, fields, (name, field) => field.chain(query(name).optional()));
}

async function readTyped<F extends Fields<never>>(
  req: Request,
  fields: F,
  chainOf: (name: string, field: F[string]) => ValidationChain,
  suffix = '',
): Promise<TypedOf<F>> {
  const entries = Object.entries(fields) as [string, F[string]][];
  const sent = await readFields(
    req,
    entries.map(([name, field]) => chainOf(name, field)),
  );
  return Object.fromEntries(
    entries.map(([name, field]) => [name, field.read(sent[name + suffix])]),
  ) as TypedOf<F>;
}

/**
 * The only access to request data: runs the validation chains and returns the fields that they name, nothing else.
 *
 * @throws Problem malformed when a chain fails, which never happens with requests of our own pages
 */
export async function readFields(
  req: Request,
  chains: readonly ValidationChain[],
): Promise<Record<string, unknown>> {
  makePlain(req);
  for (const chain of chains) {
    const result = await chain.run(req);
    if (!result.isEmpty()) throw malformedRequest();
  }
  return matchedData(req);
}

/**
 * The body that one of our programs sent as JSON, in the shape of the schema; a later one may say more.
 *
 * @throws Problem malformed, with the place of the first violation
 */
export function readJson<Value>(req: Request, schema: SchemaOf<Value>): Value {
  const read = readKnown(schema, req.body);
  if ('errors' in read) throw malformedAt(read.errors[0]!);
  return read.value;
}

export function malformedAt(error: FieldError): Problem {
  return new Problem('malformed', { vi: errorLine(error, 'vi'), en: errorLine(error, 'en') });
}

const plain = new WeakSet<object>();

/** Removes control characters from the fields of a body, once per body. */
function makePlain(req: Request): void {
  const fields = req.body as Record<string, unknown> | null | undefined;
  if (typeof fields !== 'object' || fields === null || plain.has(fields)) return;
  plain.add(fields);
  for (const [name, value] of Object.entries(fields))
    if (typeof value === 'string') fields[name] = withoutControls(value);
}

const malformed = inEveryLanguage(layoutTexts, ({ malformed: sentence }) => sentence);

export function malformedRequest(): Problem {
  return new Problem('malformed', malformed);
}
