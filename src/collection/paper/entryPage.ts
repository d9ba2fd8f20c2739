/**
 * The page for keying a sheet: the questions in one language with the meaning of each key, and the progress so far.
 */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { aboutField, answerField, commentField } from '../submissions/input.ts';
import { optionKey } from '../../design/surveys/several.ts';
import {
  questionCommentMax,
  scaleOf,
  type Question,
  type SurveyContent,
} from '../../design/surveys/survey.ts';
import type { Pass } from './batch.ts';
import { aboutOptions, markKeys, marksOf, questionOptions, questionText, type KeyedOption } from './keys.ts';
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
    several: false,
    options: options.map((option) => ({ ...option, field: name, isChosen: fields[name] === option.value })),
  });
  /** A box for each option. */
  const boxesOf = (question: Question) => (option: KeyedOption) => {
    const isOption = /^[1-9]/.test(option.value);
    const field = answerField(isOption ? optionKey(question.id, Number(option.value)) : question.id);
    return { ...option, field, isChosen: fields[field] === option.value };
  };
  return {
    questions: survey.questions.map((question) => {
      const marks = marksOf(survey, question);
      const options = [
        ...questionOptions(survey, question, language),
        ...marks.map((value) => ({ key: markKeys[value], value, label: t[value] })),
      ];
      const text = questionText(survey, question, language);
      const shown = row(answerField(question.id), text, options);
      if (!scaleOf(survey, question).several) return shown;
      return { ...shown, several: true, options: options.map(boxesOf(question)) };
    }),
    about: survey.about.map((question) =>
      row(aboutField(question.id), inLanguage(question.text, language), aboutOptions(question, language)),
    ),
    onQuestions:
      pass === 'first'
        ? survey.questions.flatMap(({ id, comment }, index) => {
            const field = commentField(id);
            const label = t.onQuestion({ number: String(index + 1) });
            return comment
              ? [{ field, label, lengthMax: questionCommentMax, written: fields[field] ?? '' }]
              : [];
          })
        : [],
    comment:
      survey.comment && pass === 'first'
        ? { lengthMax: survey.comment.lengthMax, written: fields['comment'] ?? '' }
        : undefined,
  };
}
