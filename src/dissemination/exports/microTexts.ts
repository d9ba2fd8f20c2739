/** Texts of the microdata, the codebook and their page. */
import type { Problem } from '../../platform/problem.ts';
import { catalogue, said } from '../../platform/text/catalogue.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { MINIMUM_RESPONDENTS } from '../../statistics/disclosure/threshold.ts';

export const microTexts = catalogue('dissemination/microdata');

/** Why there are no microdata, or none now. */
export function noMicrodata(reason: keyof typeof microTexts.vi.errors): Problem {
  const kind = reason === 'gone' ? 'notFound' : 'conflict';
  return problemOf(kind, microTexts, ({ errors }) => said(errors[reason], { people: MINIMUM_RESPONDENTS }));
}
