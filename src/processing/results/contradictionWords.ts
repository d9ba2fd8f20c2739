import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Contradiction } from '../../statistics/estimation/contradictions.ts';
import { resultTexts } from './texts.ts';
import { percentText } from '../../statistics/estimation/wording.ts';

export function contradictionWords(found: Contradiction, language: PageLanguage): string {
  const t = resultTexts[language].contradiction;
  switch (found.kind) {
    case 'previousPlaceImpossible':
      return t.previousPlaceImpossible(found.previousPlace);
    case 'placeDiffersFromEarlier':
      return t.placeDiffersFromEarlier(found.previousPlace, found.reportedPlace);
    case 'differsFromEarlier':
      return t.differsFromEarlier(
        percentText({ units: found.previousHundredths, decimals: 2 }, language),
        percentText({ units: found.reportedHundredths, decimals: 2 }, language),
      );
    default:
      return t[found.kind];
  }
}
