/** The differences between two passes over a sheet, with what may be on it to choose from. */
import { tableRows, textColumns } from '../../access/web/columns.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { scaleOf, type Question, type SurveyContent } from '../../design/surveys/survey.ts';
import { aboutField, answerField } from '../submissions/input.ts';
import { differences, readOn, type PaperBatch, type Reading } from './batch.ts';
import { aboutOptions, blank, marksOf, questionOptions } from './keys.ts';
import { paperTexts } from './texts.ts';
import { questionNames } from '../../design/surveys/questionNames.ts';

/** @param chosen so far, by the names of the fields */
export function differencesTable(
  batch: PaperBatch,
  number: number,
  survey: SurveyContent,
  chosen: Readonly<Record<string, string>>,
  language: PageLanguage,
) {
  const { sheet, differences: d } = paperTexts[language];
  const { first, second } = batch.sheets[number] ?? {};
  const names = questionNames(survey.questions, language);
  const found = first && second ? differences(first, second, survey) : [];
  const lines = found.map((id) => {
    const question = survey.questions.find((one) => one.id === id);
    const about = survey.about.find((one) => one.id === id);
    const passesRead = [first!, second!];
    const options = question
      ? questionReadings(survey, question, passesRead, language)
      : [...(about ? aboutOptions(about, language) : []), { value: blank, label: d.notSaid }];
    const [one = '', other = ''] = passesRead
      .map((reading) => (question ? readOn(reading, id) : reading.about[id]) ?? blank)
      .map((read) => options.find(({ value }) => value === read)?.label);
    const name = question ? answerField(id) : aboutField(id);
    const location = names.get(id) ?? inLanguage(about?.text ?? { vi: '' }, language);
    return {
      location,
      first: one,
      second: other,
      select: {
        id: `${name}-${number}`,
        name,
        label: `${d.onSheet}: ${location}`,
        value: chosen[name] ?? '',
        options: [{ value: '', label: d.choose }, ...options],
      },
    };
  });
  const onSheet = { key: 'onSheet', heading: d.onSheet, value: () => undefined, view: 'access/web/select' };
  const columns = [...textColumns(d, ['location', 'first', 'second']), onSheet];
  return tableRows(columns, lines, { title: `${sheet} ${number}`, language });
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
