/** Texts that all pages of findings share. */
import { catalogue } from '../../platform/text/catalogue.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Interval } from '../../statistics/estimation/interval.ts';

export const findingTexts = catalogue('dissemination/findings');

/** @param say how an end of the interval is written */
export function intervalText(
  interval: Interval | undefined,
  say: (value: number, language: PageLanguage) => string,
  language: PageLanguage,
): string {
  const t = findingTexts[language];
  return interval ? t.interval({ low: say(interval.low, language), up: say(interval.up, language) }) : t.none;
}
