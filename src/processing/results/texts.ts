import { catalogue } from '../../platform/text/catalogue.ts';
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import { collectingText } from './liveTexts.ts';
import type { Figure, ShownFigure } from '../../statistics/estimation/figure.ts';

export const resultTexts = catalogue('processing/results');

/** Why there is no number, in words; undefined for a figure or band that is shown. */
export function whyNoNumber(figure: Figure, language: PageLanguage): string | undefined {
  const t = resultTexts[language];
  switch (figure.state) {
    case 'shown':
    case 'live':
      return undefined;
    case 'collecting':
      return collectingText(figure, language);
    case 'hidden':
      return t.hidden[figure.reason] ?? t.hidden.fewPeople; // older publications used other reasons
    case 'none':
      return withStratum(t.none, figure.reason, figure.stratum, language);
    case 'unreliable':
      return withStratum(t.unreliable, figure.reason, figure.stratum, language);
  }
}

/** Why a published figure has no interval or would be unreliable; empty if neither applies. */
export function doubtWords(figure: ShownFigure, language: PageLanguage): string {
  const t = resultTexts[language];
  const { noInterval, unreliability, stratum } = figure;
  if (noInterval) return withStratum(t.noInterval, noInterval, stratum, language);
  return unreliability ? withStratum(t.unreliable, unreliability, stratum, language) : '';
}

/** Appends the stratum to a reason. For a reason about the whole figure, the stratum is named as its main cause. */
function withStratum<Reason extends string>(
  reasons: Readonly<Record<Reason, string>>,
  reason: Reason,
  stratum: Localized | undefined,
  language: PageLanguage,
): string {
  const words = reasons[reason];
  if (!stratum) return words;
  const name = inLanguage(stratum, language);
  const isOfWhole = reason === 'fewerThanThirtyEffective' || reason.startsWith('intervalTooWide');
  return isOfWhole ? resultTexts[language].mainly({ reason: words, stratum: name }) : `${words}: ${name}`;
}
