/** What a part of a survey has in the fields of its form, and the part made from them. */
import type { Localized } from '../../platform/text/localized.ts';
import { conditionField, itemForm, rows, tagsIn, type ItemFields } from './itemForm.ts';
import { isUnwritten, renamed, tidied, without, type ItemKind, type ListKind } from './items.ts';
import { withScale } from './questionKinds.ts';
import {
  scaleLooks,
  type AboutQuestion,
  type Factor,
  type Question,
  type Scale,
  type SurveyContent,
} from './survey.ts';
import type { surveyTexts } from './texts.ts';

/** @returns undefined when the survey has no such part */
export function fieldsOf(content: SurveyContent, kind: ItemKind, id: string): ItemFields | undefined {
  const own = kind === 'survey' ? surveyFields(content) : itemFields(content, kind, id);
  return own && { ...itemForm(content, kind).empty.typed, ...own };
}

function itemFields(content: SurveyContent, kind: ListKind, id: string): ItemFields | undefined {
  const written = (name: string, text: Localized | undefined) => textFields(name, text, content.languages);
  if (kind === 'factors') {
    const factor = found(content.factors, id);
    return factor && { id, ...written('title', factor.title) };
  }
  if (kind === 'questions') {
    const question = found(content.questions, id);
    return question && { ...questionFields(question, content), ...written('text', question.text) };
  }
  if (kind === 'scales') {
    const scale = found(content.scales, id);
    if (!scale) return undefined;
    const levels = scale.levels.map(({ label }, row) => written(`level${row + 1}`, label));
    const { look = 'none', unrated, several, noOpinion } = scale;
    return Object.assign(
      { id, look, rated: !unrated, several: several === true },
      ...levels,
      written('noOpinion', noOpinion),
    ) as ItemFields;
  }
  const about = found(content.about, id);
  if (!about) return undefined;
  const options = about.options.map(({ id: optionId, label }, row) => ({
    [`optionId${row + 1}`]: optionId,
    ...written(`option${row + 1}`, label),
  }));
  return Object.assign({ id }, written('text', about.text), ...options) as ItemFields;
}

/** Validation errors that no field alone shows, in the words of the page. */
export function errorsAcross(
  content: SurveyContent,
  { kind, itemId }: { readonly kind: ItemKind; readonly itemId: string },
  fields: ItemFields,
  { fieldErrors }: (typeof surveyTexts)['vi'],
): Readonly<Record<string, string | false>> {
  if (kind === 'survey') {
    const used = paragraphsIn(content, fields).filter((lines) => lines.some(Boolean));
    return {
      'paragraphs-vi': used.some((lines) => lines.length !== used[0]?.length) && fieldErrors.paragraphsDiffer,
    };
  }
  const items: readonly { readonly id: string }[] = content[kind];
  const id = wordIn(fields, 'id');
  return { id: id !== itemId && found(items, id) !== undefined && fieldErrors.idTwice };
}

/** @returns the survey with the part changed according to fields without errors, and the part's id from now on */
export function withFields(
  content: SurveyContent,
  { kind, itemId }: { readonly kind: ItemKind; readonly itemId: string },
  fields: ItemFields,
): { readonly content: SurveyContent; readonly id: string } {
  if (kind === 'survey') return { id: itemId, content: tidied(withSurveyFields(content, fields)) };
  return { id: wordIn(fields, 'id'), content: tidied(withItemFields(content, kind, itemId, fields)) };
}

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

/** The lines of the notice, by language. */
function paragraphsIn({ languages }: SurveyContent, fields: ItemFields): readonly (readonly string[])[] {
  return languages.map((language) =>
    wordIn(fields, `paragraphs-${language}`)
      .split('\n')
      .map((one) => one.trim()),
  );
}

function withSurveyFields(content: SurveyContent, fields: ItemFields): SurveyContent {
  const text = (name: string) => wordIn(fields, name);
  const lines = paragraphsIn(content, fields);
  const used = lines.find((one) => one.some(Boolean)) ?? [];
  const localized = (name: string, before?: Localized) => readText(name, fields, content.languages, before);
  const { answersMin: _min, comment: before, ...rest } = content;
  const comment = localized('comment', before?.text);
  return {
    ...rest,
    surveyId: text('surveyId'),
    languages: tagsIn(text('languages')),
    title: localized('title', content.title),
    notice: {
      version: text('noticeVersion'),
      paragraphs: used.map((_line, at) =>
        localizedOf(content.languages.map((language, column) => [language, lines[column]?.[at] ?? ''])),
      ),
    },
    ...(text('answersMin') !== '' && { answersMin: Number(text('answersMin')) }),
    ...(comment.vi !== '' && { comment: { text: comment, lengthMax: Number(text('lengthMax')) } }),
    provenance: {
      legalBasis: text('legalBasis'),
      confirmed: localized('confirmed', content.provenance.confirmed),
    },
  };
}

// ---------------------------------------------------------------- what there are several of

function questionFields(
  { id, factorId, scaleId, required, comment, unconfirmed, askedIf }: Question,
  content: SurveyContent,
): ItemFields {
  const other = askedIf && found(content.questions, askedIf.questionId);
  return {
    id,
    factorId,
    scaleId,
    required,
    ownComment: comment === true,
    unconfirmed: unconfirmed === true,
    askedIfQuestion: askedIf?.questionId ?? '',
    ...(askedIf && other && { [conditionField(other.scaleId)]: askedIf.levels.map(String) }),
  };
}

function withItemFields(
  content: SurveyContent,
  kind: ListKind,
  id: string,
  fields: ItemFields,
): SurveyContent {
  const newId = wordIn(fields, 'id');
  const scaled = kind === 'questions' ? withScale(content, wordIn(fields, 'scaleId'), id) : undefined;
  const own = renamed(scaled?.content ?? content, kind, id, newId);
  const localized = (name: string, before?: Localized) => readText(name, fields, content.languages, before);
  const readers = {
    factors: (one: Factor): Factor => ({ ...one, title: localized('title', one.title) }),
    questions: (one: Question): Question => ({
      ...readQuestion(one, fields, own),
      scaleId: scaled?.scaleId ?? '',
      text: localized('text', one.text),
    }),
    scales: (one: Scale) => readScale(one, fields, localized),
    about: (one: AboutQuestion): AboutQuestion => ({
      ...one,
      text: localized('text', one.text),
      options: readOptions(one, fields, localized),
    }),
  };
  const read = readers[kind] as (one: { readonly id: string }) => object;
  const next = { ...own, [kind]: own[kind].map((one) => (one.id === newId ? read(one) : one)) };
  return kind === 'questions' ? withoutLeft(next, found(content.questions, id)?.scaleId ?? '') : next;
}

/** Without the scale that a question was on, if nothing was written in it and no other question is on it. */
function withoutLeft(content: SurveyContent, scaleId: string): SurveyContent {
  const isUsed = content.questions.some((question) => question.scaleId === scaleId);
  return isUsed || !isUnwritten(content, 'scales', scaleId) ? content : without(content, 'scales', scaleId);
}

function readQuestion(
  { askedIf: _before, comment: _comment, unconfirmed: _unconfirmed, ...one }: Question,
  fields: ItemFields,
  content: SurveyContent,
): Question {
  const questionId = wordIn(fields, 'askedIfQuestion');
  const scaleId = found(content.questions, questionId)?.scaleId ?? '';
  const levels = (fields[conditionField(scaleId)] ?? []) as readonly string[];
  return {
    ...one,
    factorId: wordIn(fields, 'factorId'),
    required: fields['required'] === true,
    ...(fields['ownComment'] === true && { comment: true }),
    ...(fields['unconfirmed'] === true && { unconfirmed: true }),
    ...(questionId !== '' && { askedIf: { questionId, levels: levels.map(Number) } }),
  };
}

type Reader = (name: string, before?: Localized) => Localized;

/** Empty rows are not levels; the others are renumbered, from the worst. */
function readScale(
  { noOpinion: before, look: _look, unrated: _unrated, several: _several, ...one }: Scale,
  fields: ItemFields,
  localized: Reader,
): Scale {
  const labels = rowsOf(fields, 'level').map((row) => localized(`level${row}`, one.levels[row - 1]?.label));
  const noOpinion = localized('noOpinion', before);
  const look = scaleLooks.find((name) => name === fields['look']);
  return {
    ...one,
    levels: labels.filter(isWritten).map((label, at) => ({ level: at + 1, label })),
    ...(isWritten(noOpinion) && { noOpinion }),
    ...(look && { look }),
    ...(fields['rated'] !== true && { unrated: true }),
    ...(fields['several'] === true && { several: true }),
  };
}

function readOptions(
  { options }: AboutQuestion,
  fields: ItemFields,
  localized: Reader,
): AboutQuestion['options'] {
  return rowsOf(fields, 'option').flatMap((row) => {
    const label = localized(`option${row}`, options[row - 1]?.label);
    const id = wordIn(fields, `optionId${row}`) || `option${row}`;
    return isWritten(label) ? [{ id, label }] : [];
  });
}

/** The rows of a list that are written in. */
export function rowsOf(fields: ItemFields, stem: 'level' | 'option'): readonly number[] {
  const isOfRow = (name: string, row: number): boolean => name.startsWith(`${stem}${row}-`);
  const names = Object.keys(fields).filter((name) => name.startsWith(stem) && fields[name] !== '');
  return rows.filter((row) => names.some((name) => isOfRow(name, row)));
}

// ---------------------------------------------------------------- texts

export function wordIn(fields: ItemFields, name: string): string {
  const typed = fields[name];
  return typeof typed === 'string' ? typed : '';
}

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
  const now = languages.map((language) => [language, wordIn(fields, `${name}-${language}`)] as const);
  return localizedOf([
    ...Object.entries(before).filter(([language]) => !languages.includes(language)),
    ...now,
  ]);
}

function localizedOf(written: readonly (readonly [language: string, text: string])[]): Localized {
  return { vi: '', ...Object.fromEntries(written.filter(([, text]) => text !== '')) };
}

function isWritten(text: Localized): boolean {
  return Object.values(text).some(Boolean);
}

function found<Item extends { readonly id: string }>(items: readonly Item[], id: string): Item | undefined {
  return items.find((item) => item.id === id);
}
