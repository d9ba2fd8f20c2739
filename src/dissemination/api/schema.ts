/**
 * The part of JSON Schema (2020-12) that the description of the API uses. Descriptions are enforced: the program checks
 * parameters and bodies, the tests check responses.
 */
import type { Sentence } from '../../platform/problem.ts';
import type { FieldError } from './apiError.ts';

export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly enum?: readonly (string | number)[];
  readonly default?: string | number | boolean;
  readonly format?: 'date' | 'date-time' | 'uuid';
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema[];
}

export type Schemas = Readonly<Record<string, Schema>>;

const refStart = '#/components/schemas/';

export function ref(name: string): Schema {
  return { $ref: refStart + name };
}

/** Every violation of the schema in a value, each with its position. */
export function errorsBy(schema: Schema, value: unknown, at = '', schemas: Schemas = {}): FieldError[] {
  const error = (sentence: Sentence): FieldError[] => [{ at, sentence }];
  if (schema.$ref !== undefined) {
    return errorsBy(schemas[schema.$ref.slice(refStart.length)] ?? {}, value, at, schemas);
  }
  if (schema.anyOf) {
    const found = schema.anyOf.map((one) => errorsBy(one, value, at, schemas));
    return found.some((errors) => errors.length === 0) ? [] : found[0]!;
  }
  if (schema.type !== undefined && !isOfType(schema.type, value)) return error(mustBe[schema.type]);
  if (schema.enum && !schema.enum.some((one) => one === value)) return error(oneOf(schema.enum));
  if (typeof value === 'string') return isText(schema, value) ? [] : error(textWords(schema));
  if (typeof value === 'number') return isWithin(schema, value) ? [] : error(numberWords(schema));
  if (Array.isArray(value)) return errorsInArray(schema, value, at, schemas);
  return typeof value === 'object' && value !== null ? errorsInObject(schema, value, at, schemas) : [];
}

function isOfType(type: NonNullable<Schema['type']>, value: unknown): boolean {
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isSafeInteger(value);
  return typeof value === type;
}

function isText({ pattern, minLength = 0, maxLength = Infinity }: Schema, text: string): boolean {
  const isLong = text.length < minLength || text.length > maxLength;
  return !isLong && (pattern === undefined || new RegExp(pattern, 'u').test(text));
}

function isWithin({ minimum = -Infinity, maximum = Infinity }: Schema, number: number): boolean {
  return number >= minimum && number <= maximum;
}

function errorsInArray(
  schema: Schema,
  value: readonly unknown[],
  at: string,
  schemas: Schemas,
): FieldError[] {
  const { items = {}, minItems = 0, maxItems = Infinity } = schema;
  if (value.length < minItems || value.length > maxItems) {
    return [{ at, sentence: countWords(minItems, maxItems) }];
  }
  return value.flatMap((item, index) => errorsBy(items, item, `${at}/${index}`, schemas));
}

function errorsInObject(schema: Schema, value: object, at: string, schemas: Schemas): FieldError[] {
  const { properties = {}, required = [], additionalProperties = {} } = schema;
  const missing = required.filter((name) => !Object.hasOwn(value, name));
  return [
    ...missing.map((name) => ({ at: `${at}/${name}`, sentence: isMissing })),
    ...Object.entries(value).flatMap(([name, one]): FieldError[] => {
      const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
      const rank = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      return known ? errorsBy(known, one, rank, schemas) : [{ at: rank, sentence: isUnknown }];
    }),
  ];
}

export const isMissing: Sentence = { vi: 'Thiếu mục này.', en: 'This is missing.' };
export const isUnknown: Sentence = {
  vi: 'Không có mục nào tên như vậy.',
  en: 'There is nothing of this name.',
};

const mustBe: Record<NonNullable<Schema['type']>, Sentence> = {
  object: { vi: 'Phải là một đối tượng JSON.', en: 'This has to be a JSON object.' },
  array: { vi: 'Phải là một danh sách JSON.', en: 'This has to be a JSON array.' },
  string: { vi: 'Phải là chữ.', en: 'This has to be a text.' },
  integer: { vi: 'Phải là số nguyên.', en: 'This has to be a whole number.' },
  number: { vi: 'Phải là số.', en: 'This has to be a number.' },
  boolean: { vi: 'Phải là true hoặc false.', en: 'This has to be true or false.' },
};

function oneOf(values: readonly (string | number)[]): Sentence {
  return {
    vi: `Phải là một trong: ${values.join(', ')}.`,
    en: `This has to be one of: ${values.join(', ')}.`,
  };
}

function textWords({ pattern, minLength = 0, maxLength }: Schema): Sentence {
  if (pattern !== undefined) return { vi: `Phải có dạng ${pattern}.`, en: `This has to match ${pattern}.` };
  return {
    vi: `Phải có từ ${minLength} đến ${maxLength} ký tự.`,
    en: `This has to have ${minLength} to ${maxLength} characters.`,
  };
}

function numberWords({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Schema): Sentence {
  return { vi: `Phải từ ${minimum} đến ${maximum}.`, en: `This has to be ${minimum} to ${maximum}.` };
}

function countWords(min: number, max: number): Sentence {
  return { vi: `Phải có từ ${min} đến ${max} dòng.`, en: `There have to be ${min} to ${max} lines.` };
}
