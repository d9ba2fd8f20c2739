/** Figures that a province has reported for a unit, compared with the computed ones. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { earlierOf, type ReportedFigure } from '../../registers/reportedFigures/reportedFigure.ts';
import type { Beside } from './besideResults.ts';
import { contradictionsIn } from '../../statistics/estimation/contradictions.ts';
import { contradictionWords } from './contradictionWords.ts';
import type { Rank, Results } from './results.ts';
import { lineWords } from './lineWords.ts';
import { ranksText } from './rankWords.ts';
import { resultTexts } from './texts.ts';
import { percentText, signedText } from '../../platform/text/numbers.ts';

export function reportedFigureWords(
  reportedFigure: ReportedFigure,
  { reported }: Beside,
  results: Results,
  language: PageLanguage,
) {
  const t = resultTexts[language];
  const computed =
    reportedFigure.indicator === 'satisfactionIndex' ? lineWords(results.whole, language) : undefined;
  return {
    indicator: t.indicator[reportedFigure.indicator],
    year: reportedFigure.year,
    wording: reportedFigure.wording,
    source: inLanguage(reportedFigure.source, language),
    reported: {
      value: percentText({ units: reportedFigure.valueHundredths, decimals: 2 }, language),
      change:
        reportedFigure.changeHundredths === undefined
          ? ''
          : signedText({ units: reportedFigure.changeHundredths, decimals: 2 }, language),
      rank:
        reportedFigure.rank === undefined || reportedFigure.of === undefined
          ? ''
          : t.rankOf({ rank: reportedFigure.rank, of: reportedFigure.of, ranks: 'none' }),
    },
    computed: computed && {
      value: computed.value,
      change: computed.signedChange,
      rank: reportedRank(results.rank, language),
    },
    contradictions: contradictionsIn(reportedFigure, earlierOf(reportedFigure, reported)).map((found) =>
      contradictionWords(found, language),
    ),
  };
}

/** "5/12", as in reports. */
function reportedRank(rank: Rank | undefined, language: PageLanguage): string {
  if (rank?.row.state !== 'ranked') return '';
  const { rank: ownRank, of, set } = rank.row;
  return resultTexts[language].rankOf({ rank: ownRank, of, ranks: set ? ranksText(set) : 'none' });
}
