import type { SurveyContent } from '../../design/surveys/survey.ts';
import type { Submission } from './submission.ts';
import { submissionTexts } from './texts.ts';

/**
 * A comment as those have it who handle it, in Vietnamese as they do: what was written on questions, each under its question, and then
 * the rest.
 */
export function commentText(
  { questions }: Pick<SurveyContent, 'questions'>,
  { comment = '', questionComments = {} }: Pick<Submission, 'comment' | 'questionComments'>,
): string {
  const onQuestions = questions.flatMap(({ id, text }, index) => {
    const written = questionComments[id];
    const number = submissionTexts.vi.errorLink({ number: index + 1 });
    return written === undefined ? [] : [`${number}. ${text.vi}:\n${written}`];
  });
  return [...onQuestions, comment].filter(Boolean).join('\n\n');
}

/** The words of the person alone: on one question, or all. */
export function ownWords(
  { comment = '', questionComments = {} }: Pick<Submission, 'comment' | 'questionComments'>,
  questionId?: string,
): string {
  if (questionId !== undefined) return questionComments[questionId] ?? '';
  return [...Object.values(questionComments), comment].filter(Boolean).join('\n');
}
