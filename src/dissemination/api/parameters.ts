/** A parameter in an API address, and how its description is used to read it. */
import type { Sentence } from '../../platform/problem.ts';
import { faultsBy, isMissing, type Schema } from './schema.ts';

export type ParameterValue = string | number | boolean;

export interface ApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: true;
  readonly description: Sentence;
  readonly schema: Schema;
}

export function readParameter(
  { schema, required }: ApiParameter,
  sent: unknown,
): { readonly value: ParameterValue | undefined } | { readonly fault: Sentence } {
  if (sent === undefined) return required ? { fault: isMissing } : { value: schema.default };
  if (typeof sent !== 'string') return { fault: isTwice };
  const value = valueOf(schema, sent);
  const [fault] = faultsBy(schema, value);
  return fault ? { fault: fault.sentence } : { value };
}

function valueOf({ type }: Schema, text: string): ParameterValue {
  if (type === 'integer' && /^\d{1,15}$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

const isTwice: Sentence = { vi: 'Tham số này được ghi hai lần.', en: 'This parameter is there twice.' };
