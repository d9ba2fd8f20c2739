/** Figures that a province has reported for a unit, compared with the computed ones. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { earlierOf, type Statement } from '../../registers/statements/statement.ts';
import type { Beside } from './besideResults.ts';
import { contradictionsIn } from '../../statistics/estimation/contradictions.ts';
import { contradictionWords } from './contradictionWords.ts';
import type { Rank, Results } from './results.ts';
import { lineWords } from './lineWords.ts';
import { placesText } from './rankWords.ts';
import { resultTexts } from './texts.ts';
import { percentText, signedText } from '../../statistics/estimation/wording.ts';

export function statementWords(
  statement: Statement,
  { reported }: Beside,
  results: Results,
  language: PageLanguage,
) {
  const t = resultTexts[language];
  const computed =
    statement.indicator === 'satisfactionIndex' ? lineWords(results.whole, language) : undefined;
  return {
    indicator: t.indicator[statement.indicator],
    year: statement.year,
    wording: statement.wording,
    source: inLanguage(statement.source, language),
    reported: {
      value: percentText({ units: statement.valueHundredths, decimals: 2 }, language),
      change:
        statement.changeHundredths === undefined
          ? ''
          : signedText({ units: statement.changeHundredths, decimals: 2 }, language),
      place:
        statement.place === undefined || statement.of === undefined
          ? ''
          : t.placeOf(statement.place, statement.of),
    },
    computed: computed && {
      value: computed.value,
      change: computed.signedChange,
      place: reportedPlace(results.rank, language),
    },
    contradictions: contradictionsIn(statement, earlierOf(statement, reported)).map((found) =>
      contradictionWords(found, language),
    ),
  };
}

/** "5/12", as in reports. */
function reportedPlace(rank: Rank | undefined, language: PageLanguage): string {
  if (rank?.row.state !== 'ranked') return '';
  const { place, of, set } = rank.row;
  return resultTexts[language].placeOf(place, of, set && placesText(set));
}
