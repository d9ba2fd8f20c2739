import type { Problem, ProblemKind } from '../../platform/problem.ts';
import { catalogue, type Language, type Messages } from '../../platform/text/catalogue.ts';
import { problemOf } from '../../platform/text/problemOf.ts';

export const submissionTexts = catalogue('respondents/submissions');
export type SubmissionTexts = Messages['respondents/submissions'];

/** A problem that respondents meet, in every language. */
export function submissionProblem(
  kind: ProblemKind,
  sentenceOf: (problems: SubmissionTexts['problems'], language: Language) => string,
): Problem {
  return problemOf(kind, submissionTexts, ({ problems }, language) => sentenceOf(problems, language));
}
