import type { PageLanguage } from '../../platform/text/localized.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { questionNames } from '../../design/surveys/questionNames.ts';

/** A question of the survey with its number, such as `3. Chỗ ngồi`. */
export function questionName(
  { survey }: Pick<MeasuredRound, 'survey'>,
  id: string,
  language: PageLanguage,
): string {
  return questionNames(survey.content.questions, language).get(id)!;
}
