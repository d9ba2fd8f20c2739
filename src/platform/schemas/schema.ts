/**
 * The part of JSON Schema (2020-12) in which the program describes the JSON that it reads and writes. Only constants are
 * schemas: each is compiled once, when it is first needed (validate.ts), and those that others write for are published.
 */

export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly enum?: readonly (string | number)[];
  readonly default?: string | number | boolean;
  readonly format?: 'date' | 'date-time';
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: false | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema[];
}

/** A schema that describes values of a type. */
export interface SchemaOf<Value> extends Schema {
  readonly describes?: Value;
}

/** An object with the named properties only. */
export function object(
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional },
    additionalProperties: false,
  };
}

/** An object of a type: its required properties, and those that may be missing. */
export function objectOf<Value>(
  required: { readonly [Name in keyof Value as undefined extends Value[Name] ? never : Name]-?: Schema },
  optional: { readonly [Name in keyof Value as undefined extends Value[Name] ? Name : never]-?: Schema },
): SchemaOf<Value> {
  return object(required, optional);
}

export function listOf(items: Schema, maxItems?: number): Schema {
  return { type: 'array', items, ...(maxItems !== undefined && { maxItems }) };
}

export function oneOf(...choices: readonly string[]): Schema {
  return { type: 'string', enum: choices };
}

/** An object with any names, or those that match the pattern. */
export function recordOf(values: Schema, pattern?: string): Schema {
  return {
    type: 'object',
    ...(pattern !== undefined && { propertyNames: { type: 'string', pattern } }),
    additionalProperties: values,
  };
}

export const yesOrNo: Schema = { type: 'boolean' };
export const wholeNumber: Schema = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
export const calendarDay: Schema = { type: 'string', format: 'date' };

/** A name for addresses and files. */
export const slug: Schema = {
  type: 'string',
  pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$',
  minLength: 1,
  maxLength: 60,
};

const languageTag = '^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$';

export const language: Schema = { type: 'string', pattern: languageTag };

/** A text by language tag; Vietnamese is always there. */
export function localizedOf(text: Schema): Schema {
  return { ...recordOf(text, languageTag), required: ['vi'] };
}
