import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';

/** A question of the survey with its number, such as `3. Chỗ ngồi`. */
export function questionName(
  { survey }: Pick<MeasuredRound, 'survey'>,
  id: string,
  language: PageLanguage,
): string {
  const { questions } = survey.content;
  const at = questions.findIndex((question) => question.id === id);
  return `${at + 1}. ${inLanguage(questions[at]!.text, language)}`;
}
