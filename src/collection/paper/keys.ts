/** Meaning of each key: shared by the entry page, the plain form and the printed sheet. */
import type { Language } from '../../platform/text/catalogue.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { conditionWords } from '../../design/surveys/condition.ts';
import {
  noOpinionLevel,
  scaleOf,
  type AboutQuestion,
  type Question,
  type SurveyContent,
} from '../../design/surveys/survey.ts';
import { answerMarks } from '../submissions/submission.ts';
import { paperFormTexts } from './texts.ts';

/** A question with its number, whether several boxes may be ticked and, if it is conditional, whom it is for. */
export function questionText(survey: SurveyContent, question: Question, language: Language): string {
  const t = paperFormTexts[language];
  const text = `${survey.questions.indexOf(question) + 1}. ${inLanguage(question.text, language)}`;
  const condition = conditionWords(survey, question, language);
  const remarks = [
    ...(scaleOf(survey, question).several ? [t.several] : []),
    ...(condition ? [t.onlyIf({ number: condition.number, answers: condition.labels.join(' / ') })] : []),
  ];
  return remarks.length > 0 ? `${text} (${remarks.join('; ')})` : text;
}

export interface KeyedOption {
  readonly key: string;
  /** As the form sends it. */
  readonly value: string;
  readonly label: string;
}

/** In the order of the options; only letters with which no Vietnamese input method composes. */
const keys = '123456789bcghklmnpqtv';

/** Left blank by the person: an answer to the clerk's task, but not to the survey. */
export const blank = 'blank';
export const markKeys = { [blank]: '.', unreadable: '/', double: '*' } as const;
export const markValues = [blank, ...answerMarks] as const;

/** The key of "no opinion" on every scale. */
const noOpinionKey = '0';

export function questionOptions(
  survey: SurveyContent,
  question: Question,
  language: string,
): readonly KeyedOption[] {
  const { levels, noOpinion } = scaleOf(survey, question);
  const options = levels.map(({ level, label }, index) => ({
    key: keys.charAt(index),
    value: String(level),
    label: inLanguage(label, language),
  }));
  if (!noOpinion) return options;
  return [
    ...options,
    { key: noOpinionKey, value: String(noOpinionLevel), label: inLanguage(noOpinion, language) },
  ];
}

/** What is keyed instead of a level. Of a question with several ticked boxes, none is one too many. */
export function marksOf(survey: SurveyContent, question: Question): readonly (typeof markValues)[number][] {
  const { several } = scaleOf(survey, question);
  return markValues.filter((value) => !several || value !== 'double');
}

export function aboutOptions({ options }: AboutQuestion, language: string): readonly KeyedOption[] {
  return options.map(({ id, label }, index) => ({
    key: keys.charAt(index),
    value: id,
    label: inLanguage(label, language),
  }));
}
