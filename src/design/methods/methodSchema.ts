/** The shape of a method as JSON. Whether it fits a survey is checked afterwards (methodErrors.ts). */
import {
  calendarDay,
  listOf,
  localizedOf,
  objectOf,
  oneOf,
  recordOf,
  slug,
  type Schema,
  type SchemaOf,
} from '../../platform/schemas/schema.ts';
import { readBy, type FieldError } from '../../platform/schemas/validate.ts';
import {
  METHOD_DEFAULTS,
  type FactorShape,
  type Method,
  type Provenance,
  type ProvenanceStatement,
  type Weights,
} from '../../statistics/method/method.ts';

/** A method as it is written: what it leaves out has its default. */
type WrittenMethod = Pick<Method, 'id' | 'name' | 'provenance'> & Partial<Method>;

const text: Schema = { type: 'string', minLength: 1, maxLength: 2000, pattern: '\\S' };
const localized = localizedOf(text);
const number: Schema = { type: 'number' };
const list = (items: Schema) => listOf(items, 1000);
/** By id of a question, factor, content or unit; these become keys of stored documents. */
const byId = (values: Schema) => recordOf(values, '^[A-Za-z0-9][\\w-]{0,59}$');

/** Settings that a method file has too (methodFile.ts). */
export const choices = {
  mode: oneOf('share', 'mean'),
  aggregation: oneOf('pooled', 'meanOfQuestions', 'meanOfFactors', 'weighted'),
  meanScore: oneOf('fromZero', 'overTop'),
  noOpinion: oneOf('excluded', 'included'),
  interval: oneOf('wilson', 'kornGraubard'),
} satisfies Partial<Record<keyof Method, Schema>>;

const statement = objectOf<ProvenanceStatement>(
  { what: localized, standing: oneOf('official', 'secondHand', 'unconfirmed') },
  { by: text },
);

export const methodSchema: SchemaOf<WrittenMethod> = objectOf<WrittenMethod>(
  {
    id: slug,
    name: localized,
    provenance: objectOf<Provenance>({ source: localized, statements: list(statement) }, {}),
  },
  {
    ...choices,
    version: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    satisfiedLevels: byId(list(number)),
    weights: objectOf<Weights>(
      { of: oneOf('questions', 'factors'), byId: byId(number) },
      { contents: byId(number) },
    ),
    acrossUnits: oneOf('pooled', 'byPopulation', 'byCaseload'),
    populations: byId(number),
    minimumValid: number,
    decimals: number,
    changeOf: oneOf('published', 'exact'),
    questions: list(text),
    factors: list(objectOf<FactorShape>({ id: text }, { content: text })),
    validFrom: calendarDay,
    validTo: calendarDay,
  },
);

/** @returns the method with its defaults, or what its shape breaks */
export function readMethod(
  value: unknown,
): { readonly value: Method } | { readonly errors: readonly FieldError[] } {
  const read = readBy(methodSchema, value);
  return 'errors' in read ? read : { value: { ...METHOD_DEFAULTS, ...read.value } };
}
