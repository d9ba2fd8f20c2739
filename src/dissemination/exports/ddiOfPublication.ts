/** A publication as DDI-Codebook: the columns of its table, and the questions with their published counts. */
import { lastDayOf, type Round } from '../../design/rounds/round.ts';
import { roundTexts } from '../../design/rounds/texts.ts';
import { answerVariables, levelsInFiles, type AnswerVariable } from '../../design/surveys/several.ts';
import { noOpinionLevel, type SurveyContent } from '../../design/surveys/survey.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Sentence } from '../../platform/problem.ts';
import { inLanguage, type Localized } from '../../platform/text/localized.ts';
import type { PublicationContent, PublishedLine, Whole } from '../../processing/published/publication.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { aggregatesNotes, longColumns, subjectsOf } from './aggregates.ts';
import { ddiCodebook, type DdiCategory, type DdiStudy, type DdiVariable } from './ddi.ts';

/** @param survey of the round, for the words of its levels */
export function ddiOfPublication(whole: Whole, survey: SurveyContent): string {
  const { publication, content } = whole;
  const { units, factors, questions } = content;
  const answers = new Map(answerVariables(survey).map((answer) => [answer.key, answer]));
  return ddiCodebook({
    id: `${publication.roundId}/${publication.number}`,
    ...studyOf(
      content.round,
      rootsOf(content).map(({ name }) => name),
    ),
    notes: { vi: aggregatesNotes(whole, 'vi'), en: aggregatesNotes(whole, 'en') },
    version: { number: publication.number!, publishedOn: dayOf(publication.publishedAt!) },
    file: {
      name: `${publication.roundId}-${publication.number}.parquet`,
      format: 'application/vnd.apache.parquet',
      records: units.length * subjectsOf(content, 'vi').length,
    },
    groups: factors.map(({ id, title }) => ({
      id: `G_${id}`,
      label: inBoth(title),
      variableIds: questions.filter(({ factorId }) => factorId === id).map((question) => `Q_${question.id}`),
    })),
    variables: [
      ...tableVariables(content),
      ...questions.map(({ id, text }): DdiVariable => ({
        id: `Q_${id}`,
        name: id,
        label: inBoth(text),
        question: inBoth(text),
        isNumeric: true,
        categories: categoriesOf(answers.get(id)),
        statistics: statisticsOf(content, id),
        isInFile: false,
      })),
    ],
  });
}

interface StudiedRound extends Pick<Round, 'title' | 'sampleKind'> {
  readonly opensAt: Date | string;
  readonly closesAt: Date | string;
}

/** What publications and microdata of a round say of the study alike. @param covered names of the round's units */
export function studyOf(
  { title, sampleKind, opensAt, closesAt }: StudiedRound,
  covered: readonly Localized[],
): Pick<DdiStudy, 'title' | 'days' | 'areas' | 'sampling'> {
  const names = covered.map(inBoth);
  return {
    title: inBoth(title),
    days: [dayOf(new Date(opensAt)), lastDayOf(closesAt)],
    areas: { vi: names.map(({ vi }) => vi).join('; '), en: names.map(({ en }) => en).join('; ') },
    sampling: { vi: roundTexts.vi.sampleKinds[sampleKind], en: roundTexts.en.sampleKinds[sampleKind] },
  };
}

export function inBoth(text: Localized): Sentence {
  return { vi: text.vi, en: inLanguage(text, 'en') };
}

/** The levels of a variable, and "no opinion". */
export function categoriesOf(
  variable: AnswerVariable | undefined,
  noOpinionValue = String(noOpinionLevel),
): readonly DdiCategory[] {
  if (!variable) return [];
  const { noOpinion } = variable;
  return [
    ...levelsInFiles(variable).map(({ level, label }) => ({ value: String(level), label: inBoth(label) })),
    ...(noOpinion ? [{ value: noOpinionValue, label: inBoth(noOpinion), isMissing: true }] : []),
  ];
}

/** The published counts of a question in the unit that the round covers; none where that is several units. */
export function statisticsOf(
  { units }: Pick<PublicationContent, 'units'>,
  questionId: string,
): DdiVariable['statistics'] {
  const [root, another] = rootsOf({ units });
  const line: PublishedLine | undefined = root?.questions.find(({ id }) => id === questionId);
  if (another || line?.figure.state !== 'shown') return undefined;
  return { answers: line.figure.answers, indexPercent: decimalToNumber(line.figure.value) };
}

function rootsOf({ units }: Pick<PublicationContent, 'units'>): PublicationContent['units'] {
  return units.filter(({ parentId }) => parentId === undefined);
}

function tableVariables(content: PublicationContent): readonly DdiVariable[] {
  const english = longColumns(content, 'en');
  return longColumns(content, 'vi').map(({ key, heading, isNumeric }, index) => ({
    id: `T_${key}`,
    name: key,
    label: { vi: heading, en: english[index]!.heading },
    isNumeric,
    categories: [],
    isInFile: true,
  }));
}
