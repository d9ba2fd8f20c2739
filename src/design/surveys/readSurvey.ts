/** Reads a survey from untrusted JSON: its shape here, its meaning afterwards (soundness.ts). */
import { isSurveyId } from './soundness.ts';
import type { SurveyContent } from './survey.ts';

/** A field that is missing, unknown, or of the wrong type, with its path: `questions[3].text.vi`. */
export interface ShapeFault {
  readonly place: string;
  readonly kind: 'missing' | 'unknown' | 'wrongKind';
}

/** @returns the survey, or all errors of its shape; `place` is empty if it is not an object at all */
export function readSurvey(value: unknown): SurveyContent | readonly ShapeFault[] {
  const faults = surveyShape(value, '');
  return faults.length > 0 ? faults : (value as SurveyContent);
}

/** Lists the errors of a value at a path. */
type Shape = (value: unknown, place: string) => ShapeFault[];

function valueThat(isKind: (value: unknown) => boolean): Shape {
  return (value, place) => (isKind(value) ? [] : [{ place, kind: 'wrongKind' }]);
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
  return (value, place) =>
    Array.isArray(value) && value.length <= countMax
      ? value.flatMap((item, at) => shape(item, `${place}[${at}]`))
      : [{ place, kind: 'wrongKind' }];
}

/** A name that ends in `?` is optional. */
function objectOf(fields: Readonly<Record<string, Shape>>): Shape {
  const names = Object.keys(fields).map((name) => name.replace('?', ''));
  return (value, place) => {
    if (!isRecord(value)) return [{ place, kind: 'wrongKind' }];
    const at = (name: string) => (place === '' ? name : `${place}.${name}`);
    const unknown = Object.keys(value).filter((name) => !names.includes(name));
    return [
      ...unknown.map((name) => ({ place: at(name), kind: 'unknown' }) as const),
      ...Object.entries(fields).flatMap(([field, shape]): ShapeFault[] => {
        const name = field.replace('?', '');
        if (Object.hasOwn(value, name)) return shape(value[name], at(name));
        return field.endsWith('?') ? [] : [{ place: at(name), kind: 'missing' }];
      }),
    ];
  };
}

/** Vietnamese may still be empty: that is an error of the survey and not of its shape. */
const localized: Shape = (value, place) => {
  if (!isRecord(value)) return [{ place, kind: 'wrongKind' }];
  if (!Object.hasOwn(value, 'vi')) return [{ place: `${place}.vi`, kind: 'missing' }];
  return Object.entries(value).flatMap(([language, one]): ShapeFault[] =>
    isLanguage(language)
      ? text(one, `${place}.${language}`)
      : [{ place: `${place}.${language}`, kind: 'unknown' }],
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
