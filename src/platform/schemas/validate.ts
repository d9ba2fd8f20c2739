/** Checks JSON against a schema, by Ajv; each violation is named with its place, in the words of the page languages. */
import { createRequire } from 'node:module';
import type { Ajv2020, ErrorObject, Options } from 'ajv/dist/2020.js';
import { isCalendarDay, isInstant } from '../calendar/calendarDay.ts';
import { once } from '../once.ts';
import type { Sentence } from '../problem.ts';
import { catalogue, inEveryLanguage, type Messages } from '../text/catalogue.ts';
import type { PageLanguage } from '../text/localized.ts';
import { slug, type Schema, type SchemaOf } from './schema.ts';

const schemaTexts = catalogue('platform/schemas');

export interface FieldError {
  /** A JSON pointer, empty for the whole value; or the name of a parameter. */
  readonly at: string;
  readonly sentence: Sentence;
}

/** @returns the value, of the type that the schema describes, or every violation */
export function readBy<Value>(
  schema: SchemaOf<Value>,
  value: unknown,
): { readonly value: Value } | { readonly errors: readonly FieldError[] } {
  const errors = errorsBy(schema, value);
  return errors.length > 0 ? { errors } : { value: value as Value };
}

/** The same of what a later program may send: what the schema does not name is left out. Names the first violation. */
export function readKnown<Value>(schema: SchemaOf<Value>, value: unknown): ReturnType<typeof readBy<Value>> {
  const errors = violations(ofLaterPrograms(), schema, value);
  return errors.length > 0 ? { errors } : { value: value as Value };
}

/** Violations of the schema, one for each place; of a very large value only the first. */
export function errorsBy(schema: Schema, value: unknown): readonly FieldError[] {
  return violations(isLarge(value) ? untilFirst() : untilLast(), schema, value);
}

function violations(ajv: Ajv2020, schema: Schema, value: unknown): readonly FieldError[] {
  const isValid = ajv.compile(schema);
  if (isValid(value)) return [];
  const found = new Map<string, Sentence>();
  for (const error of isValid.errors ?? []) {
    const at = placeOf(error);
    if (error.propertyName === undefined && !found.has(at)) found.set(at, sentenceOf(error));
  }
  return [...found].map(([at, sentence]) => ({ at, sentence }));
}

export function errorLine({ at, sentence }: FieldError, language: PageLanguage): string {
  return at === '' ? sentence[language] : `“${at}”: ${sentence[language]}`;
}

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // which no schema allows
  }
}

const untilFirst = once(() => newAjv({}));
const untilLast = once(() => newAjv({ allErrors: true }));
const ofLaterPrograms = once(() => newAjv({ removeAdditional: true }));

/**
 * Loaded at first use: most processes read no JSON. The tests check the schemas themselves. Optimised code would take
 * longer to make than it saves.
 */
function newAjv(options: Options): Ajv2020 {
  const ajv = createRequire(import.meta.url)('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  return new ajv.Ajv2020({
    ...options,
    formats: { date: isCalendarDay, 'date-time': isInstant },
    verbose: true,
    ownProperties: true,
    meta: false,
    validateSchema: false,
    code: { optimize: false },
  });
}

const partsMax = 20_000;

/** Naming each of a million errors would take memory and seconds. */
function isLarge(value: unknown): boolean {
  const open = [value];
  let parts = 0;
  while (open.length > 0 && parts <= partsMax) {
    const one = open.pop();
    if (typeof one !== 'object' || one === null) continue;
    const children: unknown[] = Object.values(one);
    parts += children.length;
    if (parts <= partsMax) open.push(...children);
  }
  return parts > partsMax;
}

function placeOf({ instancePath, params }: ErrorObject): string {
  const { missingProperty, additionalProperty, propertyName } = params as Record<string, string | undefined>;
  const name = missingProperty ?? additionalProperty ?? propertyName;
  return name === undefined
    ? instancePath
    : `${instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** What is wrong, in the page languages. */
export function saying(choose: (texts: Messages['platform/schemas']) => string): Sentence {
  return inEveryLanguage(schemaTexts, choose);
}

function sentenceOf({ keyword, params, parentSchema }: ErrorObject): Sentence {
  const { type, allowedValues = [] } = params as { type?: string; allowedValues?: readonly unknown[] };
  const schema = parentSchema as Schema;
  if (keyword === 'required') return saying((t) => t.missing);
  if (keyword === 'additionalProperties') {
    const names = Object.keys(schema.properties ?? {}).join(', ');
    return saying((t) => t.unknownAmong({ names }));
  }
  if (keyword === 'propertyNames') return saying((t) => t.unknown);
  if (keyword === 'enum') return oneOfThese(allowedValues);
  if (keyword === 'format') return saying((t) => t.mustBe[schema.format!]);
  if (keyword === 'pattern') return patternWords(schema);
  if (keyword === 'type') return saying((t) => t.mustBe[type as keyof typeof t.mustBe]);
  const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = schema;
  if (keyword.endsWith('imum')) return rangeWords(minimum, maximum);
  const { minItems = 0, maxItems = Infinity, minLength = 0, maxLength = Infinity } = schema;
  return keyword.endsWith('Items')
    ? rangeWords(minItems, maxItems, 'lines')
    : rangeWords(minLength, maxLength, 'characters');
}

export function oneOfThese(values: readonly unknown[]): Sentence {
  return saying((t) => t.oneOf({ values: values.join(', ') }));
}

function patternWords({ pattern = '' }: Schema): Sentence {
  return saying((t) => (pattern === slug.pattern ? t.slug : t.pattern({ pattern })));
}

function rangeWords(min: number, max: number, of: 'lines' | 'characters' | 'none' = 'none'): Sentence {
  return saying((t) => t.range({ min, max, of }));
}
