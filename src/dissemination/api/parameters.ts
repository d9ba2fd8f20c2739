/** A parameter in an API address, and how its description is used to read it. */
import { sentenceOf, type ParameterName } from './texts.ts';
import type { Sentence } from '../../platform/problem.ts';
import type { Schema } from '../../platform/schemas/schema.ts';
import { errorsBy, saying } from '../../platform/schemas/validate.ts';

export type ParameterValue = string | number | boolean;

export interface ApiParameter {
  readonly name: ParameterName;
  readonly in: 'path' | 'query';
  readonly required?: true;
  readonly meaning: ParameterName;
  readonly schema: Schema;
}

export function readParameter(
  { schema, required }: ApiParameter,
  sent: unknown,
): { readonly value: ParameterValue | undefined } | { readonly error: Sentence } {
  if (sent === undefined) return required ? { error: saying((t) => t.missing) } : { value: schema.default };
  if (typeof sent !== 'string') return { error: sentenceOf('parameterTwice') };
  const value = valueOf(schema, sent);
  const [error] = errorsBy(schema, value);
  return error ? { error: error.sentence } : { value };
}

function valueOf({ type }: Schema, text: string): ParameterValue {
  if (type === 'integer' && /^\d{1,15}$/.test(text)) return Number(text);
  if (type === 'number' && /^\d{1,9}(?:\.\d{1,9})?$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
