/** Questions that are asked only after certain earlier answers, and what follows from that for a response. */
import { inLanguage } from '../../platform/text/localized.ts';
import { chosenLevels, questionIdOf } from './several.ts';
import { noOpinionLevel, questionsByFactor, scaleOf, type Question, type SurveyContent } from './survey.ts';

/** The questions in the order in which they are asked: factor by factor. */
function questionsInOrder(survey: SurveyContent): readonly Question[] {
  return questionsByFactor(survey).flatMap(({ questions }) => questions);
}

/**
 * Ids of the questions that a respondent with these answers is asked; an answer to a question that is not asked opens
 * no other.
 */
export function askedIds(
  survey: SurveyContent,
  answers: Readonly<Record<string, number>>,
): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const { id, askedIf } of questionsInOrder(survey)) {
    const given = askedIf && asked.has(askedIf.questionId) ? chosenLevels(answers, askedIf.questionId) : [];
    if (!askedIf || given.some((level) => askedIf.levels.includes(level))) asked.add(id);
  }
  return asked;
}

/**
 * Removes answers, or flags, of questions that were not asked: a form without JavaScript shows every question, and
 * states for whom some of them are.
 */
export function onlyAsked<Value>(
  survey: SurveyContent,
  answers: Readonly<Record<string, number>>,
  given: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  if (!survey.questions.some(({ askedIf }) => askedIf)) return given;
  const asked = askedIds(survey, answers);
  return Object.fromEntries(Object.entries(given).filter(([key]) => asked.has(questionIdOf(key))));
}

/** A condition in words: the number of the other question, and the answers to it. */
export function conditionWords(
  survey: SurveyContent,
  { askedIf }: Question,
  language: string,
): { readonly number: number; readonly labels: readonly string[] } | undefined {
  const other = survey.questions.find(({ id }) => id === askedIf?.questionId);
  if (!askedIf || !other) return undefined;
  const { levels, noOpinion } = scaleOf(survey, other);
  const labelled = noOpinion ? [...levels, { level: noOpinionLevel, label: noOpinion }] : levels;
  return {
    number: survey.questions.indexOf(other) + 1,
    labels: labelled
      .filter(({ level }) => askedIf.levels.includes(level))
      .map(({ label }) => inLanguage(label, language)),
  };
}
