import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Contradiction } from '../../statistics/estimation/contradictions.ts';
import { resultTexts } from './texts.ts';
import { percentText } from '../../platform/text/numbers.ts';

export function contradictionWords(found: Contradiction, language: PageLanguage): string {
  const t = resultTexts[language].contradiction;
  switch (found.kind) {
    case 'previousRankImpossible':
      return t.previousRankImpossible({ before: found.previousRank });
    case 'rankDiffersFromEarlier':
      return t.rankDiffersFromEarlier({ implied: found.previousRank, reported: found.reportedRank });
    case 'differsFromEarlier':
      return t.differsFromEarlier({
        implied: percentText({ units: found.previousHundredths, decimals: 2 }, language),
        reported: percentText({ units: found.reportedHundredths, decimals: 2 }, language),
      });
    default:
      return t[found.kind];
  }
}
