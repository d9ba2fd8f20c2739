/** The form of a part of a survey. A text in a language is `name-vi`; what is merely unsound is saved, and reported (soundness.ts). */
import { slug } from '../../platform/schemas/schema.ts';
import { errorsBy } from '../../platform/schemas/validate.ts';
import { languageNames } from '../../platform/text/localized.ts';
import {
  choice,
  line,
  maybe,
  paragraph,
  several,
  tick,
  type Field,
  type Look,
} from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { draftFields } from '../drafts/input.ts';
import type { ItemKind } from './items.ts';
import { isSurveyPartId } from './soundness.ts';
import { scaleLooks, type SurveyContent } from './survey.ts';
import { surveyTexts } from './texts.ts';

type Texts = (typeof surveyTexts)['vi'];
/** What is typed, by field. */
export type ItemFields = Readonly<Record<string, Typed>>;
type Typed = string | boolean | readonly string[];
type Declared = Readonly<Record<string, Field<Typed, Typed, Texts>>>;

/** The most levels, and options, that a form accepts. */
const rowsMax = 30;
export const rows = Array.from({ length: rowsMax }, (_, index) => index + 1);

/** @param content for its languages, and its scales */
export function itemForm(content: SurveyContent, kind: ItemKind) {
  const declared: Record<ItemKind, () => Declared> = {
    survey: () => surveyDeclared(content.languages),
    factors: () => ({ ...texts('title', content), id: idField }),
    questions: () => ({
      ...texts('text', content),
      scaleId: line(60),
      required: yes(),
      ownComment: yes(),
      factorId: line(60),
      askedIfQuestion: line(60),
      ...Object.fromEntries(content.scales.map(({ id }) => [conditionField(id), several(rowsMax + 1, 2)])),
      unconfirmed: yes(),
      id: idField,
    }),
    scales: () => ({
      ...(Object.assign({}, ...rows.map((row) => texts(`level${row}`, content, { rows: 1 }))) as Declared),
      ...texts('noOpinion', content, { rows: 1 }),
      look: choice(['none', ...scaleLooks], { names: (t) => t.looks }),
      rated: yes(),
      several: yes(),
      id: idField,
    }),
    about: () => ({
      ...texts('text', content),
      ...(Object.assign(
        {},
        ...rows.map((row) => ({
          ...texts(`option${row}`, content, { rows: 1 }),
          [`optionId${row}`]: maybe(line(60, { label: (t: Texts) => t.optionId({ number: row }) })),
        })),
      ) as Declared),
      id: idField,
    }),
  };
  return form(surveyTexts, declared[kind](), {
    hidden: { ...draftFields, wanted: maybe(choice(['save', 'addQuestion', 'autosave'])) },
    labels: (t) => t.fields,
    hints: (t) => t.hints,
  });
}

/** The levels of another question are ticked among those of its scale. */
export const conditionField = (scaleId: string): string => `askedIf-${scaleId}`;

const idField: Field<string, string, Texts> = line(60, {
  wrong: (typed, t) => !isSurveyPartId(typed) && t.fieldErrors.idMalformed,
});

const yes = (): Field<boolean, boolean, Texts> => tick({ text: (t) => t.yes });

/** A text in every language of the survey. */
function texts(
  name: string,
  { languages }: Pick<SurveyContent, 'languages'>,
  look: Look<Texts> = {},
): Declared {
  return Object.fromEntries(
    languages.map((tag) => [
      `${name}-${tag}`,
      maybe(paragraph<Texts>(4000, { rows: 2, label: () => languageNames[tag] ?? tag, lang: tag, ...look })),
    ]),
  );
}

function surveyDeclared(languages: readonly string[]): Declared {
  const number = (shape: RegExp): Field<string, string, Texts> =>
    line(20, {
      wrong: (typed, t) => !shape.test(typed) && t.fieldErrors.notANumber,
      inputmode: 'numeric',
    });
  return {
    ...texts('title', { languages }),
    surveyId: line(60, {
      wrong: (typed, t) => errorsBy(slug, typed).length > 0 && t.fieldErrors.idMalformed,
    }),
    languages: line(200, {
      wrong: (typed, t) => !areLanguages(tagsIn(typed)) && t.fieldErrors.languageMalformed,
    }),
    ...texts('paragraphs', { languages }, { rows: 5 }),
    noticeVersion: line(4000),
    answersMin: number(/^\d{0,3}$/),
    ...texts('comment', { languages }),
    lengthMax: number(/^[1-9]\d{0,3}$/),
    legalBasis: line(4000),
    ...texts('confirmed', { languages }),
  };
}

/** Tags of languages as typed. */
export const tagsIn = (typed: string): readonly string[] => typed.split(/[\s,;]+/).filter(Boolean);

function areLanguages(tags: readonly string[]): boolean {
  const isTag = (tag: string): boolean => /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$/.test(tag);
  return new Set(tags).size === tags.length && tags.every(isTag) && tags.length <= 8;
}
