/** A publication on a screen that is read from a distance: one unit and its subunits, best first. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { heatScale } from '../../platform/charts/heatScale.ts';
import { percentOf } from '../../processing/results/figureTable.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { standsText } from './publicationPage.ts';
import { glanceAt, unitRows } from './publishedRounds.ts';
import { publicationTexts } from './texts.ts';
import type { Whole } from '../../processing/published/publication.ts';

export function publicDisplayPage({
  language,
  publication,
  content,
}: Whole & { readonly language: PageLanguage }) {
  const t = publicationTexts[language];
  const { unit, first, below } = glanceAt(content);
  const percents = first.map(({ whole }) => percentOf(whole.figure));
  const scale = heatScale(percents.filter((percent) => percent !== undefined));
  return {
    t: { ...resultTexts[language], ...t },
    unitName: inLanguage(unit.name, language),
    roundTitle: inLanguage(content.round.title, language),
    stands: standsText(publication, language),
    madeUp: content.round.madeUp && inLanguage(content.round.madeUp, language),
    headline: lineWords(unit.whole, language),
    rows: unitRows(first, language).map((row, index) => ({
      ...row,
      heat: percents[index] === undefined ? undefined : scale?.classOf(percents[index]),
    })),
    hasCharts: true,
    more: below > first.length ? t.firstOf({ first: first.length, all: below }) : undefined,
    backUrl: inSameLanguage(`/publications/${content.round.id}`, language),
  };
}
