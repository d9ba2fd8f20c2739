/** Texts of the API, its description and the pages of its keys. */
import type { Sentence } from '../../platform/problem.ts';
import { catalogue, inEveryLanguage } from '../../platform/text/catalogue.ts';

export const apiTexts = catalogue('dissemination/api');

export const operationTexts = catalogue('dissemination/operations');
type OperationTexts = typeof operationTexts.vi;
export type OperationId = keyof OperationTexts['summaries'];
export type ParameterName = keyof OperationTexts['parameters'];

export const problemTexts = catalogue('dissemination/apiProblems');
type ProblemTexts = typeof problemTexts.vi;
export type ProblemId = keyof ProblemTexts['kinds'];

/** What the API says of a problem. */
export function sentenceOf(name: keyof ProblemTexts['sentences']): Sentence {
  return inEveryLanguage(problemTexts, ({ sentences }) => sentences[name]);
}
