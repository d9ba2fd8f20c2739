import type { Language } from '../../platform/text/catalogue.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import type { Question } from './survey.ts';

/** The questions of a survey with their numbers, such as `3. Chỗ ngồi`, by id. */
export function questionNames(
  questions: readonly Pick<Question, 'id' | 'text'>[],
  language: Language,
): ReadonlyMap<string, string> {
  return new Map(questions.map(({ id, text }, at) => [id, `${at + 1}. ${inLanguage(text, language)}`]));
}
