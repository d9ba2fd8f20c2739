import { Problem, type ProblemKind } from '../../platform/problem.ts';
import { catalogue, inEveryLanguage, type Language, type Messages } from '../../platform/text/catalogue.ts';

export const submissionTexts = catalogue('respondents/submissions');
export type SubmissionTexts = Messages['respondents/submissions'];

/** A problem that respondents meet, in every language. */
export function submissionProblem(
  kind: ProblemKind,
  sentenceOf: (problems: SubmissionTexts['problems'], language: Language) => string,
): Problem {
  return new Problem(
    kind,
    inEveryLanguage(submissionTexts, ({ problems }, language) => sentenceOf(problems, language)),
  );
}
