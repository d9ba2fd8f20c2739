/**
 * Questions of which several options may be chosen. Such an answer is stored as one answer for each option, chosen or not, so
 * that columns, microdata and figures know only answers on scales. All options left out, although answered, is "none of
 * these".
 */
import type { Localized } from '../../platform/text/localized.ts';
import { noOpinionLevel, scaleOf, type Scale, type SurveyContent } from './survey.ts';

type Answers = Readonly<Record<string, number>>;

/** The levels of an option. */
export const optionLevels = { notChosen: 1, chosen: 2 } as const;

/** Under which the answer for an option is stored, such as `q5_2`. Ids of questions have no underscore. */
export function optionKey(questionId: string, level: number): string {
  return `${questionId}_${level}`;
}

/** The question that a stored answer belongs to. */
export function questionIdOf(key: string): string {
  return key.split('_', 1)[0]!;
}

/** How many questions are answered. */
export function answeredCount(answers: Answers): number {
  return new Set(Object.keys(answers).map(questionIdOf)).size;
}

/**
 * The levels that were chosen for a question, ascending: one, or of several options any number; 0 is "no opinion" or "none of these".
 *
 * @returns empty if the question is not answered
 */
export function chosenLevels(answers: Answers, questionId: string): readonly number[] {
  const own = answers[questionId];
  if (own !== undefined && own !== noOpinionLevel) return [own];
  const options = Object.keys(answers).filter((key) => key.startsWith(`${questionId}_`));
  const chosen = options
    .filter((key) => answers[key] === optionLevels.chosen)
    .map((key) => Number(key.slice(questionId.length + 1)))
    .toSorted((one, other) => one - other);
  if (own !== undefined) return [own, ...chosen];
  return options.length > 0 && chosen.length === 0 ? [noOpinionLevel] : chosen;
}

/**
 * The answers to store for chosen levels. "None of these" together with options is stored unchanged, as an answer to the
 * question itself; the respondent has to correct it (`isContradictory`).
 */
export function answersFor(questionId: string, scale: Scale, chosen: readonly number[]): Answers {
  const [first] = chosen;
  if (first === undefined) return {};
  if (!scale.several) return { [questionId]: first };
  const options = scale.levels.map(({ level }) => [
    optionKey(questionId, level),
    chosen.includes(level) ? optionLevels.chosen : optionLevels.notChosen,
  ]);
  const isBoth = chosen.includes(noOpinionLevel) && chosen.length > 1;
  return Object.fromEntries([...(isBoth ? [[questionId, noOpinionLevel]] : []), ...options]);
}

/** Whether "none of these" was chosen together with options. */
export function isContradictory(answers: Answers, questionId: string): boolean {
  return answers[questionId] === noOpinionLevel && chosenLevels(answers, questionId).length > 1;
}

/** What is counted as one variable: a question, or one option of a question of which several may be chosen. */
export interface AnswerVariable {
  /** Key of its answers. */
  readonly key: string;
  readonly questionId: string;
  readonly factorId: string;
  /** Of the question in the survey, from 1. */
  readonly number: number;
  readonly text: Localized;
  readonly levels: Scale['levels'];
  readonly noOpinion: Scale['noOpinion'];
  /** Where it is one option. */
  readonly optionLabel: Localized | undefined;
  readonly isRated: boolean;
}

const optionScale: Scale['levels'] = [
  { level: optionLevels.notChosen, label: { vi: 'Không chọn', en: 'Not chosen', km: 'មិនជ្រើសរើស' } },
  { level: optionLevels.chosen, label: { vi: 'Chọn', en: 'Chosen', km: 'ជ្រើសរើស' } },
];

/** The levels as files number them: 0 and 1 for an option. */
export function levelsInFiles({ levels, optionLabel }: AnswerVariable): Scale['levels'] {
  return optionLabel ? levels.map(({ level, label }) => ({ level: level - 1, label })) : levels;
}

/** All variables of a survey, in the order of its questions. */
export function answerVariables(survey: SurveyContent): readonly AnswerVariable[] {
  return survey.questions.flatMap((question, index): AnswerVariable[] => {
    const { id, factorId, text } = question;
    const { levels, noOpinion, several, unrated } = scaleOf(survey, question);
    const shared = { questionId: id, factorId, number: index + 1, isRated: !unrated };
    if (!several) return [{ ...shared, key: id, text, levels, noOpinion, optionLabel: undefined }];
    return levels.map(({ level, label }) => ({
      ...shared,
      key: optionKey(id, level),
      text: joined(text, label),
      levels: optionScale,
      noOpinion: undefined,
      optionLabel: label,
    }));
  });
}

/** `Question: option` in every language that the question has. */
function joined(question: Localized, option: Localized): Localized {
  const texts = Object.entries(question).map(([tag, text]) => [tag, `${text}: ${option[tag] ?? option.vi}`]);
  return { vi: '', ...Object.fromEntries(texts) };
}
