/**
 * The page for keying a sheet: the questions in one language with the meaning of each key, and the progress so far.
 */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { aboutField, answerField } from '../submissions/input.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';
import type { Pass } from './batch.ts';
import {
  aboutOptions,
  markKeys,
  markValues,
  questionOptions,
  questionText,
  type KeyedOption,
} from './keys.ts';
import { paperTexts } from './texts.ts';

export interface ShownSheet {
  readonly pass: Pass;
  /** As typed; for a new sheet, the next number that is not keyed. */
  readonly number: string;
  readonly id: string;
  readonly edit: number;
  /** Values of the form, by field name. */
  readonly fields: Readonly<Record<string, string | undefined>>;
}

/** Locals of `views/collection/paper/entry.ejs` that depend on the survey. */
export function entryRows(survey: SurveyContent, { pass, fields }: ShownSheet, language: PageLanguage) {
  const t = paperTexts[language].entry;
  const row = (name: string, text: string, options: readonly KeyedOption[]) => ({
    field: name,
    text,
    options: options.map((option) => ({ ...option, isChosen: fields[name] === option.value })),
  });
  const marks = markValues.map((value) => ({ key: markKeys[value], value, label: t[value] }));
  return {
    questions: survey.questions.map((question) =>
      row(answerField(question.id), questionText(survey, question, language), [
        ...questionOptions(survey, question, language),
        ...marks,
      ]),
    ),
    about: survey.about.map((question) =>
      row(aboutField(question.id), inLanguage(question.text, language), aboutOptions(question, language)),
    ),
    comment:
      survey.comment && pass === 'first'
        ? { lengthMax: survey.comment.lengthMax, written: fields['comment'] ?? '' }
        : undefined,
  };
}
