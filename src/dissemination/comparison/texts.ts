/** Texts of the page of a comparison. */
import { catalogue, said } from '../../platform/text/catalogue.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Reason } from './reason.ts';

export const comparisonTexts = catalogue('dissemination/comparison');

export function reasonWords(reasons: readonly Reason[], language: PageLanguage): string {
  const words = comparisonTexts[language].reasons;
  return reasons.map(({ kind, details }) => said(words[kind], valuesOf(details))).join('; ');
}

/** What the messages say of the details: those of most kinds are one thing, two that differ, or a list. */
function valuesOf(details: readonly string[]) {
  const [first = '', second = ''] = details;
  const rest = details.slice(1).join(', ') || 'none';
  return {
    first,
    second,
    isSame: first === second,
    titles: details.join('; ') || 'none',
    listed: details.join(', '),
    rest,
  };
}
