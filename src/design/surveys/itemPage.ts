/**
 * The form of one part of a survey: its fields with the languages next to each other, its errors, and the stored
 * version if that differs.
 */
import { messageFor } from '../../platform/text/catalogue.ts';
import { createHash } from 'node:crypto';
import { inLanguage, type PageLanguage, languageNames } from '../../platform/text/localized.ts';
import { capitalised } from '../../platform/text/plainText.ts';
import { locationOfError } from './errorLocation.ts';
import type { FieldErrorKinds, ItemFields } from './itemForm.ts';
import type { ItemKind } from './items.ts';
import { surveyErrors } from './soundness.ts';
import type { SurveyContent } from './survey.ts';
import { surveyTexts } from './texts.ts';

export interface ShownItem {
  readonly content: SurveyContent;
  readonly kind: ItemKind;
  readonly itemId: string;
  readonly fields: ItemFields;
  /** Why it could not be saved, after an attempt. */
  readonly errors?: FieldErrorKinds | undefined;
  /** What somebody else has stored meanwhile. */
  readonly stored?: ItemFields | undefined;
}

/** Hash of the fields; shows whether a part has changed since its form was made. */
export function hashOf(fields: ItemFields): string {
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url').slice(0, 16);
}

type Row =
  | { readonly kind: 'field'; readonly field: object }
  | {
      readonly kind: 'texts';
      readonly legend: string;
      readonly hint?: string | undefined;
      readonly fields: readonly object[];
    };

export function itemPage(shown: ShownItem, language: PageLanguage) {
  const { kind } = shown;
  const rows = rowMaker(shown, language);
  const made: Record<ItemKind, () => Row[]> = {
    survey: () => surveyRows(rows),
    factors: () => [rows.texts('title'), rows.plain('id')],
    questions: () => questionRows(shown, rows, language),
    scales: () => scaleRows(shown, rows, language),
    about: () => aboutRows(shown, rows, language),
  };
  return { rows: made[kind](), hasEmptyRows: kind === 'scales' || kind === 'about' };
}

type Rows = ReturnType<typeof rowMaker>;

function rowMaker({ content, fields, errors = {}, stored, kind, itemId }: ShownItem, language: PageLanguage) {
  const t = surveyTexts[language];
  const unsound = soundnessByField(content, kind, itemId, language);
  const labels: Readonly<Record<string, string>> = t.fields;
  const one = (id: string, label: string, more: object = {}) => {
    const value = fields[id] ?? '';
    const before = stored?.[id] ?? '';
    const told = errors[id] ? t.fieldErrors[errors[id]] : unsound[id];
    const differs = stored && before !== value ? t.stored({ text: before || 'none' }) : undefined;
    return { id, label, value, optional: true, error: [told, differs].filter(Boolean).join(' '), ...more };
  };
  return {
    plain: (id: string, more: object = {}): Row => ({
      kind: 'field',
      field: one(id, labels[id] ?? id, { hint: messageFor(t.hints, id), ...more }),
    }),
    labelled: (id: string, label: string): Row => ({ kind: 'field', field: one(id, label) }),
    /** A text in every language of the survey. */
    texts: (name: string, { legend = labels[name] ?? name, rows = 2 } = {}): Row => ({
      kind: 'texts',
      legend,
      hint: messageFor(t.hints, name),
      fields: content.languages.map((tag) =>
        one(`${name}-${tag}`, languageNames[tag] ?? tag, { rows, lang: tag }),
      ),
    }),
  };
}

function surveyRows({ plain, texts }: Rows): Row[] {
  return [
    texts('title'),
    plain('surveyId'),
    plain('languages'),
    texts('paragraphs', { rows: 5 }),
    plain('noticeVersion'),
    plain('answersMin', { inputmode: 'numeric' }),
    texts('comment'),
    plain('lengthMax', { inputmode: 'numeric' }),
    plain('legalBasis'),
    texts('confirmed'),
  ];
}

function questionRows({ content, itemId }: ShownItem, { plain, texts }: Rows, language: PageLanguage): Row[] {
  const t = surveyTexts[language];
  const yesNo = {
    options: [
      { value: 'yes', label: t.yes },
      { value: 'no', label: t.no },
    ],
  };
  const named = content.questions.map(({ id, text }, at) => ({
    value: id,
    label: `${at + 1}. ${inLanguage(text, language) || t.unnamed}`,
  }));
  return [
    texts('text', { rows: 3 }),
    plain('factorId', {
      options: content.factors.map(({ id, title }) => ({
        value: id,
        label: inLanguage(title, language) || id,
      })),
    }),
    plain('scaleId', { options: content.scales.map(({ id }) => ({ value: id, label: id })) }),
    plain('required', yesNo),
    plain('askedIfQuestion', {
      options: [{ value: '', label: t.always }, ...named.filter(({ value }) => value !== itemId)],
    }),
    plain('askedIfLevels'),
    plain('unconfirmed', yesNo),
    plain('id'),
  ];
}

/** As many rows as exist, and some empty ones. */
function rowsWithRoom(count: number): number[] {
  return Array.from({ length: Math.min(30, count + 2) }, (_, at) => at + 1);
}

function scaleRows({ fields }: ShownItem, { plain, texts }: Rows, language: PageLanguage): Row[] {
  const t = surveyTexts[language];
  const count = Object.keys(fields).filter(
    (name) => /^level\d+-vi$/.test(name) && fields[name] !== '',
  ).length;
  return [
    ...rowsWithRoom(count).map((row) =>
      texts(`level${row}`, {
        legend: t.level({ number: row, place: row === 1 ? 'worst' : row === count ? 'best' : 'between' }),
        rows: 1,
      }),
    ),
    texts('noOpinion', { rows: 1 }),
    plain('id'),
  ];
}

function aboutRows({ fields }: ShownItem, { plain, labelled, texts }: Rows, language: PageLanguage): Row[] {
  const t = surveyTexts[language];
  const count = Object.keys(fields).filter(
    (name) => /^option\d+-vi$/.test(name) && fields[name] !== '',
  ).length;
  return [
    texts('text'),
    ...rowsWithRoom(count).flatMap((row) => [
      texts(`option${row}`, { legend: t.option({ number: row }), rows: 1 }),
      labelled(`optionId${row}`, t.optionId({ number: row })),
    ]),
    plain('id'),
  ];
}

/** Errors of a part, by the field where each is fixed. */
function soundnessByField(
  content: SurveyContent,
  kind: ItemKind,
  itemId: string,
  language: PageLanguage,
): Readonly<Record<string, string>> {
  const t = surveyTexts[language];
  const sentences = surveyErrors(content).flatMap((error) => {
    const location = locationOfError(content, error);
    const said = t.soundness[error.kind];
    const sentence = `${capitalised(said)}.`;
    return location.kind === kind && location.itemId === itemId ? [[location.field, sentence] as const] : [];
  });
  return Object.fromEntries(sentences);
}
