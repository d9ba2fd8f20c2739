/** Reads a survey from untrusted JSON: its shape here, its meaning afterwards (soundness.ts). */
import { isSurveyId } from './soundness.ts';
import type { SurveyContent } from './survey.ts';

/** A field that is missing, unknown, or of the wrong type, with its path: `questions[3].text.vi`. */
export interface ShapeError {
  readonly location: string;
  readonly kind: 'missing' | 'unknown' | 'wrongKind';
}

/** @returns the survey, or all errors of its shape; `place` is empty if it is not an object at all */
export function readSurvey(value: unknown): SurveyContent | readonly ShapeError[] {
  const errors = surveyShape(value, '');
  return errors.length > 0 ? errors : (value as SurveyContent);
}

/** Lists the errors of a value at a path. */
type Shape = (value: unknown, location: string) => ShapeError[];

function valueThat(isKind: (value: unknown) => boolean): Shape {
  return (value, location) => (isKind(value) ? [] : [{ location, kind: 'wrongKind' }]);
}

const text = valueThat((value) => typeof value === 'string' && value.length <= 4000);
const id = valueThat((value) => typeof value === 'string' && /^\S{1,60}$/.test(value));
const yesOrNo = valueThat((value) => typeof value === 'boolean');
const whole = valueThat((value) => Number.isSafeInteger(value) && Number(value) >= 0);
const languageTag = valueThat((value) => typeof value === 'string' && isLanguage(value));

function isLanguage(tag: string): boolean {
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$/.test(tag);
}

function listOf(shape: Shape, countMax = 500): Shape {
  return (value, location) =>
    Array.isArray(value) && value.length <= countMax
      ? value.flatMap((item, at) => shape(item, `${location}[${at}]`))
      : [{ location, kind: 'wrongKind' }];
}

/** A name that ends in `?` is optional. */
function objectOf(fields: Readonly<Record<string, Shape>>): Shape {
  const names = Object.keys(fields).map((name) => name.replace('?', ''));
  return (value, location) => {
    if (!isRecord(value)) return [{ location, kind: 'wrongKind' }];
    const at = (name: string) => (location === '' ? name : `${location}.${name}`);
    const unknown = Object.keys(value).filter((name) => !names.includes(name));
    return [
      ...unknown.map((name) => ({ location: at(name), kind: 'unknown' }) as const),
      ...Object.entries(fields).flatMap(([field, shape]): ShapeError[] => {
        const name = field.replace('?', '');
        if (Object.hasOwn(value, name)) return shape(value[name], at(name));
        return field.endsWith('?') ? [] : [{ location: at(name), kind: 'missing' }];
      }),
    ];
  };
}

/** Vietnamese may still be empty: that is an error of the survey and not of its shape. */
const localized: Shape = (value, location) => {
  if (!isRecord(value)) return [{ location, kind: 'wrongKind' }];
  if (!Object.hasOwn(value, 'vi')) return [{ location: `${location}.vi`, kind: 'missing' }];
  return Object.entries(value).flatMap(([language, one]): ShapeError[] =>
    isLanguage(language)
      ? text(one, `${location}.${language}`)
      : [{ location: `${location}.${language}`, kind: 'unknown' }],
  );
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const surveyShape = objectOf({
  formatVersion: valueThat((value) => value === 1 || value === 2),
  surveyId: valueThat((value) => typeof value === 'string' && isSurveyId(value)),
  title: localized,
  languages: listOf(languageTag, 8),
  notice: objectOf({ version: text, paragraphs: listOf(localized, 20) }),
  scales: listOf(
    objectOf({
      id,
      levels: listOf(objectOf({ level: whole, label: localized }), 30),
      'noOpinion?': localized,
    }),
  ),
  factors: listOf(objectOf({ id, title: localized })),
  questions: listOf(
    objectOf({
      id,
      factorId: id,
      scaleId: id,
      text: localized,
      required: yesOrNo,
      'unconfirmed?': yesOrNo,
      'askedIf?': objectOf({ questionId: id, levels: listOf(whole, 31) }),
    }),
  ),
  about: listOf(
    objectOf({ id, text: localized, options: listOf(objectOf({ id, label: localized }), 30) }),
    30,
  ),
  'comment?': objectOf({ text: localized, lengthMax: whole }),
  'answersMin?': whole,
  provenance: objectOf({ legalBasis: text, confirmed: localized }),
});
