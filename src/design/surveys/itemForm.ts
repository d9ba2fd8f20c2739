/** Converts a part of a survey to the text fields of a form and back. A text in a language is `name-vi`. */
import { slug } from '../../platform/schemas/schema.ts';
import { errorsBy } from '../../platform/schemas/validate.ts';
import type { Localized } from '../../platform/text/localized.ts';
import { renamed, tidied, type ItemKind, type ListKind } from './items.ts';
import { isSurveyPartId } from './soundness.ts';
import type { AboutQuestion, Factor, Question, Scale, SurveyContent } from './survey.ts';

export type ItemFields = Readonly<Record<string, string>>;

/**
 * Values that no survey can contain, at the field where they were typed. What is merely unsound is saved, and reported.
 */
export type FieldErrorKind =
  'idMalformed' | 'idTwice' | 'notANumber' | 'notALevel' | 'languageMalformed' | 'paragraphsDiffer';
export type FieldErrorKinds = Readonly<Record<string, FieldErrorKind>>;

/** The most levels, and options, that a form accepts. */
const rowsMax = 30;

/** @returns undefined when the survey has no such part */
export function fieldsOf(content: SurveyContent, kind: ItemKind, id: string): ItemFields | undefined {
  if (kind === 'survey') return surveyFields(content);
  const { languages } = content;
  const written = (name: string, text: Localized | undefined) => textFields(name, text, languages);
  if (kind === 'factors') {
    const factor = found(content.factors, id);
    return factor && { id, ...written('title', factor.title) };
  }
  if (kind === 'questions') {
    const question = found(content.questions, id);
    return question && { ...questionFields(question), ...written('text', question.text) };
  }
  if (kind === 'scales') {
    const scale = found(content.scales, id);
    if (!scale) return undefined;
    const levels = scale.levels.map(({ label }, row) => written(`level${row + 1}`, label));
    return Object.assign({ id }, ...levels, written('noOpinion', scale.noOpinion)) as ItemFields;
  }
  const about = found(content.about, id);
  if (!about) return undefined;
  const options = about.options.map(({ id: optionId, label }, row) => ({
    [`optionId${row + 1}`]: optionId,
    ...written(`option${row + 1}`, label),
  }));
  return Object.assign({ id }, written('text', about.text), ...options) as ItemFields;
}

/** @returns the survey with the part changed according to the fields, or their errors */
export function withFields(
  content: SurveyContent,
  kind: ItemKind,
  id: string,
  fields: ItemFields,
): { readonly content: SurveyContent; readonly id: string } | { readonly errors: FieldErrorKinds } {
  const read = kind === 'survey' ? readSurveyFields(content, fields) : readItem(content, kind, id, fields);
  if ('errors' in read) return read;
  return { id: kind === 'survey' ? id : (fields['id'] ?? id), content: tidied(read.content) };
}

type Read = { readonly content: SurveyContent } | { readonly errors: FieldErrorKinds };

// ---------------------------------------------------------------- what is there once

function surveyFields(content: SurveyContent): ItemFields {
  const { languages, notice, comment, provenance, answersMin } = content;
  const paragraphs = languages.map((language) => [
    `paragraphs-${language}`,
    notice.paragraphs
      .map((text) => text[language] ?? '')
      .join('\n')
      .trimEnd(),
  ]);
  return {
    surveyId: content.surveyId,
    languages: languages.join(', '),
    answersMin: answersMin === undefined ? '' : String(answersMin),
    noticeVersion: notice.version,
    lengthMax: String(comment?.lengthMax ?? 2000),
    legalBasis: provenance.legalBasis,
    ...textFields('title', content.title, languages),
    ...(Object.fromEntries(paragraphs) as ItemFields),
    ...textFields('comment', comment?.text, languages),
    ...textFields('confirmed', provenance.confirmed, languages),
  };
}

function readSurveyFields(content: SurveyContent, fields: ItemFields): Read {
  const text = (name: string) => fields[name] ?? '';
  const tags = text('languages')
    .split(/[\s,;]+/)
    .filter(Boolean);
  const rows = content.languages.map((language) =>
    text(`paragraphs-${language}`)
      .split('\n')
      .map((one) => one.trim()),
  );
  const used = rows.filter((lines) => lines.some(Boolean));
  const errors: Record<string, FieldErrorKind> = {};
  if (errorsBy(slug, text('surveyId')).length > 0) errors['surveyId'] = 'idMalformed';
  if (new Set(tags).size < tags.length || !tags.every(isLanguageTag) || tags.length > 8)
    errors['languages'] = 'languageMalformed';
  if (!/^\d{0,3}$/.test(text('answersMin'))) errors['answersMin'] = 'notANumber';
  if (!/^[1-9]\d{0,3}$/.test(text('lengthMax'))) errors['lengthMax'] = 'notANumber';
  if (used.some((lines) => lines.length !== used[0]?.length)) errors['paragraphs-vi'] = 'paragraphsDiffer';
  if (Object.keys(errors).length > 0) return { errors };
  const localized = (name: string, before?: Localized) => readText(name, fields, content.languages, before);
  const { answersMin: _min, comment: before, ...rest } = content;
  const comment = localized('comment', before?.text);
  return {
    content: {
      ...rest,
      surveyId: text('surveyId'),
      languages: tags,
      title: localized('title', content.title),
      notice: {
        version: text('noticeVersion'),
        paragraphs: (used[0] ?? []).map((_line, at) =>
          localizedOf(content.languages.map((language, column) => [language, rows[column]?.[at] ?? ''])),
        ),
      },
      ...(text('answersMin') !== '' && { answersMin: Number(text('answersMin')) }),
      ...(comment.vi !== '' && { comment: { text: comment, lengthMax: Number(text('lengthMax')) } }),
      provenance: {
        legalBasis: text('legalBasis'),
        confirmed: localized('confirmed', content.provenance.confirmed),
      },
    },
  };
}

// ---------------------------------------------------------------- what there are several of

function questionFields({ id, factorId, scaleId, required, unconfirmed, askedIf }: Question): ItemFields {
  return {
    id,
    factorId,
    scaleId,
    required: required ? 'yes' : 'no',
    unconfirmed: unconfirmed ? 'yes' : 'no',
    askedIfQuestion: askedIf?.questionId ?? '',
    askedIfLevels: askedIf?.levels.join(', ') ?? '',
  };
}

function readItem(content: SurveyContent, kind: ListKind, id: string, fields: ItemFields): Read {
  const newId = fields['id'] ?? '';
  if (!isSurveyPartId(newId)) return { errors: { id: 'idMalformed' } };
  const items: readonly { readonly id: string }[] = content[kind];
  if (newId !== id && found(items, newId)) return { errors: { id: 'idTwice' } };
  if (!/^[\d\s,;]*$/.test(fields['askedIfLevels'] ?? '')) return { errors: { askedIfLevels: 'notALevel' } };
  const own = renamed(content, kind, id, newId);
  const localized = (name: string, before?: Localized) => readText(name, fields, content.languages, before);
  const readers = {
    factors: (one: Factor): Factor => ({ ...one, title: localized('title', one.title) }),
    questions: (one: Question) => readQuestion(one, fields, localized('text', one.text)),
    scales: (one: Scale) => readScale(one, fields, localized),
    about: (one: AboutQuestion): AboutQuestion => ({
      ...one,
      text: localized('text', one.text),
      options: readOptions(one, fields, localized),
    }),
  };
  const read = readers[kind] as (one: { readonly id: string }) => object;
  return { content: { ...own, [kind]: own[kind].map((one) => (one.id === newId ? read(one) : one)) } };
}

function readQuestion(
  { askedIf: _before, unconfirmed: _unconfirmed, ...one }: Question,
  fields: ItemFields,
  text: Localized,
): Question {
  const { factorId = '', scaleId = '', askedIfQuestion = '', askedIfLevels = '' } = fields;
  const levels = askedIfLevels
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  return {
    ...one,
    factorId,
    scaleId,
    text,
    required: fields['required'] === 'yes',
    ...(fields['unconfirmed'] === 'yes' && { unconfirmed: true }),
    ...(askedIfQuestion !== '' && { askedIf: { questionId: askedIfQuestion, levels: [...new Set(levels)] } }),
  };
}

type Reader = (name: string, before?: Localized) => Localized;

/** Empty rows are not levels; the others are renumbered, from the worst. */
function readScale({ noOpinion: before, ...one }: Scale, fields: ItemFields, localized: Reader): Scale {
  const labels = rowsOf(fields, 'level').map((row) => localized(`level${row}`, one.levels[row - 1]?.label));
  const noOpinion = localized('noOpinion', before);
  return {
    ...one,
    levels: labels.filter(isWritten).map((label, at) => ({ level: at + 1, label })),
    ...(isWritten(noOpinion) && { noOpinion }),
  };
}

function readOptions(
  { options }: AboutQuestion,
  fields: ItemFields,
  localized: Reader,
): AboutQuestion['options'] {
  return rowsOf(fields, 'option').flatMap((row) => {
    const label = localized(`option${row}`, options[row - 1]?.label);
    const id = fields[`optionId${row}`] || `option${row}`;
    return isWritten(label) ? [{ id, label }] : [];
  });
}

/** Row numbers that a form sent for a list. */
function rowsOf(fields: ItemFields, stem: string): number[] {
  return Array.from({ length: rowsMax }, (_, at) => at + 1).filter((row) => `${stem}${row}-vi` in fields);
}

// ---------------------------------------------------------------- texts

function textFields(name: string, text: Localized | undefined, languages: readonly string[]): ItemFields {
  return Object.fromEntries(languages.map((language) => [`${name}-${language}`, text?.[language] ?? '']));
}

/** Texts in a language that is no longer offered are kept, in case it is offered again. */
function readText(
  name: string,
  fields: ItemFields,
  languages: readonly string[],
  before: Localized = { vi: '' },
): Localized {
  const now = languages.map((language) => [language, fields[`${name}-${language}`] ?? ''] as const);
  return localizedOf([
    ...Object.entries(before).filter(([language]) => !languages.includes(language)),
    ...now,
  ]);
}

function localizedOf(texts: readonly (readonly [language: string, text: string])[]): Localized {
  return { vi: '', ...Object.fromEntries(texts.filter(([, text]) => text !== '')) };
}

function isWritten(text: Localized): boolean {
  return Object.values(text).some(Boolean);
}

function isLanguageTag(tag: string): boolean {
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$/.test(tag);
}

function found<Item extends { readonly id: string }>(items: readonly Item[], id: string): Item | undefined {
  return items.find((item) => item.id === id);
}
