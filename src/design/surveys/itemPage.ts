/** The form of one part of a survey: its fields with the languages next to each other, and its errors. */
import { messageFor } from '../../platform/text/catalogue.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { capitalised } from '../../platform/text/plainText.ts';
import type { FieldErrors, PageField } from '../../platform/web/form.ts';
import { locationOfError } from './errorLocation.ts';
import { rowsOf } from './itemFields.ts';
import { conditionField, itemForm, type ItemFields } from './itemForm.ts';
import type { ItemKind } from './items.ts';
import { furtherKinds } from './questionKinds.ts';
import { surveyErrors } from './soundness.ts';
import { noOpinionLevel, type Scale, type SurveyContent } from './survey.ts';
import { surveyTexts } from './texts.ts';

export interface ShownItem {
  readonly content: SurveyContent;
  readonly kind: ItemKind;
  readonly itemId: string;
  readonly fields: ItemFields;
  /** Why it could not be saved, after an attempt. */
  readonly errors?: FieldErrors | undefined;
}

type Row =
  | { readonly kind: 'field'; readonly field: PageField }
  | {
      readonly kind: 'texts';
      readonly legend: string;
      readonly hint?: string | undefined;
      readonly fields: readonly PageField[];
    };

/** Fields that few questions need; they are folded unless one of them is used or wrong. */
const seldom = /^(?:factorId|askedIf|unconfirmed|id$)/;

/** So many rows, at least, stand ready for levels and options. */
const roomMin = 5;

export function itemPage(shown: ShownItem, language: PageLanguage) {
  const { content, kind, fields: typed, errors = {} } = shown;
  const { fields } = itemForm(content, kind).onPage(
    language,
    { typed: typed as never, errors },
    furtherOf(shown, language),
  );
  const isFolded = ({ id }: PageField): boolean => kind === 'questions' && seldom.test(id);
  const folded = fields.filter(isFolded);
  return {
    rows: rowsOfPage(
      fields.filter((field) => !isFolded(field)),
      shown,
      language,
    ),
    folded,
    isUnfolded: typed['askedIfQuestion'] !== '' || folded.some(({ error }) => error),
    hasEmptyRows: kind === 'scales' || kind === 'about',
    /** The scale of each question, so that a script shows only the levels of the one that is chosen. */
    scales: Object.fromEntries(content.questions.map(({ id, scaleId }) => [id, conditionField(scaleId)])),
  };
}

/** All its fields, each named as on the page, to compare two versions. */
export function comparedFields(shown: ShownItem, language: PageLanguage): readonly PageField[] {
  const { content, kind, fields: typed } = shown;
  const choices = kind === 'questions' ? questionChoices(shown, language) : {};
  const { fields } = itemForm(content, kind).onPage(language, { typed: typed as never, errors: {} }, choices);
  return rowsOfPage(fields, shown, language).flatMap((row) =>
    row.kind === 'field'
      ? row.field
      : row.fields.map((field) => ({ ...field, label: `${row.legend} (${field.label})` })),
  );
}

/** The texts of one thing in all languages stand next to each other. */
function rowsOfPage(
  fields: readonly PageField[],
  { content, fields: typed }: ShownItem,
  language: PageLanguage,
): Row[] {
  const t = surveyTexts[language];
  const rows: Row[] = [];
  const [firstTag = 'vi'] = content.languages;
  for (const field of fields) {
    const [, stem = '', tag = ''] = /^([a-zA-Z]+\d*)-(.+)$/.exec(field.id) ?? [];
    const last = rows.at(-1);
    if (!content.languages.includes(tag)) rows.push({ kind: 'field', field });
    else if (tag !== firstTag && last?.kind === 'texts')
      rows[rows.length - 1] = { ...last, fields: [...last.fields, field] };
    else
      rows.push({ kind: 'texts', legend: legendOf(stem), hint: messageFor(t.hints, stem), fields: [field] });
  }
  return rows;

  function legendOf(stem: string): string {
    const number = Number(/\d+$/.exec(stem)?.[0]);
    if (stem.startsWith('option')) return t.option({ number });
    if (!stem.startsWith('level')) return messageFor(t.fields, stem) ?? stem;
    if (typed['rated'] !== true) return t.option({ number });
    const best = rowsOf(typed, 'level').at(-1);
    return t.level({ number, place: number === 1 ? 'worst' : number === best ? 'best' : 'between' });
  }
}

/** What only the page knows of the fields: the options, the levels to tick, the rows with empty ones to add, the errors. */
function furtherOf(shown: ShownItem, language: PageLanguage): Readonly<Record<string, object | false>> {
  const { content, kind, itemId, fields, errors = {} } = shown;
  const unsound = soundnessByField(content, kind, itemId, language);
  const further: Record<string, object | false> =
    kind === 'questions' ? questionChoices(shown, language) : {};
  for (const name of Object.keys(fields)) {
    const row = /^(level|option(?:Id)?)(\d+)/.exec(name);
    const stem = row?.[1] === 'level' ? 'level' : 'option';
    const isBeyond = row && Number(row[2]) > Math.max(roomMin, (rowsOf(fields, stem).at(-1) ?? 0) + 2);
    const own = further[name];
    if (isBeyond) further[name] = false;
    if (isBeyond || own === false) continue;
    further[name] = { ...own, error: errors[name] ?? unsound[name] };
  }
  return further;
}

function questionChoices(
  { content, itemId }: ShownItem,
  language: PageLanguage,
): Record<string, object | false> {
  const t = surveyTexts[language];
  const others = content.questions.filter(({ id }) => id !== itemId);
  const conditions = content.scales.map((scale) => {
    const numbers = others
      .filter(({ scaleId }) => scaleId === scale.id)
      .map(({ id }) => content.questions.findIndex((one) => one.id === id) + 1);
    const checks = offered(scale).map(({ level, label }) => ({
      value: String(level),
      label: inLanguage(label, language),
    }));
    const shown = { label: t.levelsOf({ numbers: numbers.join(', ') }), checks };
    return [conditionField(scale.id), numbers.length > 0 && shown] as const;
  });
  return {
    scaleId: { options: scaleOptions(content, language) },
    factorId: {
      options: content.factors.map(({ id, title }) => ({
        value: id,
        label: inLanguage(title, language) || id,
      })),
    },
    askedIfQuestion: {
      options: [
        { value: '', label: t.always },
        ...others.map(({ id, text }) => ({
          value: id,
          label: `${content.questions.findIndex((one) => one.id === id) + 1}. ${inLanguage(text, language) || t.unnamed}`,
        })),
      ],
    },
    ...Object.fromEntries(conditions),
  };
}

/** The scales of the survey by their levels, and the kinds of questions that it has none of yet. */
export function scaleOptions(content: SurveyContent, language: PageLanguage) {
  const t = surveyTexts[language];
  return [
    ...content.scales.map((scale) => ({
      value: scale.id,
      label:
        scale.levels
          .map(({ label }) => inLanguage(label, language))
          .filter(Boolean)
          .join(' / ') || scale.id,
    })),
    ...furtherKinds(content).map((kind) => ({ value: `kind:${kind}`, label: t.questionKinds[kind] })),
  ];
}

function offered({ levels, noOpinion }: Scale): Scale['levels'] {
  return noOpinion ? [...levels, { level: noOpinionLevel, label: noOpinion }] : levels;
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
