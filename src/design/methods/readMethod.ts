/** Reads a method from untrusted JSON. Whether it fits a survey is checked afterwards (methodErrors.ts). */
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { METHOD_DEFAULTS, type Method } from '../../statistics/method/method.ts';

/** A field that is missing, unknown, or of the wrong type. */
export interface FieldError {
  readonly field: string;
  readonly kind: 'missing' | 'unknown' | 'wrongKind';
}

/** @returns the method, or every wrong field; `field` is empty if it is not an object at all */
export function readMethod(value: unknown): Method | readonly FieldError[] {
  if (!isRecord(value)) return [{ field: '', kind: 'wrongKind' }];
  const given = { ...METHOD_DEFAULTS, ...value };
  const errors: FieldError[] = Object.keys(given)
    .filter((field) => !Object.hasOwn(fields, field))
    .map((field) => ({ field, kind: 'unknown' }));
  for (const [field, isKind] of Object.entries(fields)) {
    const one = given[field as keyof typeof given] as unknown;
    if (one === undefined && needed.includes(field)) errors.push({ field, kind: 'missing' });
    else if (one !== undefined && !isKind(one)) errors.push({ field, kind: 'wrongKind' });
  }
  return errors.length > 0 ? errors : (given as unknown as Method);
}

type Test = (value: unknown) => boolean;

const needed = ['id', 'name', 'provenance'];

const fields: Readonly<Record<keyof Method, Test>> = {
  id: (value) => typeof value === 'string' && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) && value.length <= 60,
  version: (value) => isNumber(value) && Number.isSafeInteger(value) && Number(value) > 0,
  name: isLocalized,
  mode: isOneOf('share', 'mean'),
  satisfiedLevels: isRecordOf(isListOf(isNumber)),
  meanScore: isOneOf('fromZero', 'overTop'),
  aggregation: isOneOf('pooled', 'meanOfQuestions', 'meanOfFactors', 'weighted'),
  weights: (value) =>
    isRecord(value) &&
    hasOnly(value, ['of', 'byId', 'contents']) &&
    isOneOf('questions', 'factors')(value['of']) &&
    isRecordOf(isNumber)(value['byId']) &&
    (value['contents'] === undefined || isRecordOf(isNumber)(value['contents'])),
  acrossUnits: isOneOf('pooled', 'byPopulation', 'byCaseload'),
  populations: isRecordOf(isNumber),
  noOpinion: isOneOf('excluded', 'included'),
  minimumValid: isNumber,
  decimals: isNumber,
  changeOf: isOneOf('published', 'exact'),
  interval: isOneOf('wilson', 'kornGraubard'),
  questions: isListOf(isText),
  factors: isListOf(
    (value) =>
      isRecord(value) &&
      hasOnly(value, ['id', 'content']) &&
      isText(value['id']) &&
      (value['content'] === undefined || isText(value['content'])),
  ),
  validFrom: isDay,
  validTo: isDay,
  provenance: (value) =>
    isRecord(value) &&
    hasOnly(value, ['source', 'statements']) &&
    isLocalized(value['source']) &&
    isListOf(isStatement)(value['statements']),
};

function isStatement(value: unknown): boolean {
  return (
    isRecord(value) &&
    hasOnly(value, ['what', 'standing', 'by']) &&
    isLocalized(value['what']) &&
    isOneOf('official', 'secondHand', 'unconfirmed')(value['standing']) &&
    (value['by'] === undefined || isText(value['by']))
  );
}

function isLocalized(value: unknown): boolean {
  return isRecord(value) && isText(value['vi']) && Object.values(value).every(isText);
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && isCalendarDay(value);
}

function isOneOf(...choices: readonly string[]): Test {
  return (value) => choices.some((choice) => choice === value);
}

function isListOf(isEntry: Test): Test {
  return (value) => Array.isArray(value) && value.length <= 1000 && value.every(isEntry);
}

function isRecordOf(isEntry: Test): Test {
  return (value) => isRecord(value) && Object.keys(value).every(isId) && Object.values(value).every(isEntry);
}

/** Id of a question, factor, content or unit; these become keys of stored documents. */
function isId(text: string): boolean {
  return /^[A-Za-z0-9][\w-]{0,59}$/.test(text);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasOnly(value: Record<string, unknown>, names: readonly string[]): boolean {
  return Object.keys(value).every((name) => names.includes(name));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 2000;
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}
