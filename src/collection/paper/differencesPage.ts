/** The differences between two passes over a sheet, with what may be on it to choose from. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { scaleOf, type Question, type SurveyContent } from '../../design/surveys/survey.ts';
import { aboutField, answerField } from '../submissions/input.ts';
import { differences, readOn, type PaperBatch, type Reading } from './batch.ts';
import { aboutOptions, blank, marksOf, questionOptions } from './keys.ts';
import { paperTexts } from './texts.ts';
import { questionNames } from '../../design/surveys/questionNames.ts';

export function positionsOf(
  batch: PaperBatch,
  number: number,
  survey: SurveyContent,
  chosen: Readonly<Record<string, string>>,
  language: PageLanguage,
) {
  const t = paperTexts[language];
  const { first, second } = batch.sheets[number] ?? {};
  if (!first || !second) return [];
  const names = questionNames(survey.questions, language);
  return differences(first, second, survey).map((location) => {
    const question = survey.questions.find(({ id }) => id === location);
    const about = survey.about.find(({ id }) => id === location);
    const options = question
      ? questionReadings(survey, question, [first, second], language)
      : [...(about ? aboutOptions(about, language) : []), { value: blank, label: t.differences.notSaid }];
    const labelOf = (value: string | undefined): string =>
      options.find((option) => option.value === (value ?? blank))?.label ?? '';
    const field = question ? answerField(location) : aboutField(location);
    return {
      field: `${field}-${number}`,
      name: field,
      label: names.get(location) ?? inLanguage(about?.text ?? { vi: '' }, language),
      first: labelOf(question ? readOn(first, location) : first.about[location]),
      second: labelOf(question ? readOn(second, location) : second.about[location]),
      options: options.map(({ value, label }) => ({ value, label, isChosen: chosen[field] === value })),
    };
  });
}

/** What may be on a sheet: each level, or of several ticked boxes what the passes read; or a mark. */
function questionReadings(
  survey: SurveyContent,
  question: Question,
  passesRead: readonly Reading[],
  language: PageLanguage,
): readonly { readonly value: string; readonly label: string }[] {
  const t = paperTexts[language].entry;
  const marks = marksOf(survey, question).map((value) => ({ value, label: t[value] }));
  const options = questionOptions(survey, question, language);
  if (!scaleOf(survey, question).several) return [...options, ...marks];
  const read = passesRead.map((reading) => readOn(reading, question.id) ?? blank);
  const ticked = read.filter((value) => !marks.some((mark) => mark.value === value));
  const labelOf = (value: string): string =>
    options.filter((option) => value.split(',').includes(option.value)).map(({ label }) => label).join('; '); // prettier-ignore
  return [...ticked.map((value) => ({ value, label: labelOf(value) })), ...marks];
}
