/** How the answers to each question are spread over its levels, for everybody: wherever the index of the question is published. */
import { divergingBars } from '../../platform/charts/divergingBars.ts';
import { levelRole } from '../../platform/charts/levelChart.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { ColumnReader } from '../../processing/columns/columnReader.ts';
import { nearest, lineWords } from '../../processing/results/lineWords.ts';
import type { MeasuredRound, Results } from '../../processing/results/results.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { decimalText } from '../../statistics/estimation/wording.ts';
import { sectionsOf, type NamedSpread, type Section } from '../analysis/levelPage.ts';
import { spreads, type Spread } from '../analysis/levelSpread.ts';

/** Percent of the plot; a narrower part has no room for its number. */
const numberWidthMin = 7;

/** @returns none for an open round, whose questions have no figures, and for the units of another day */
export async function questionSpreads(
  measured: MeasuredRound,
  { unitId, questions }: Pick<Results, 'unitId' | 'questions'>,
  counting: { readonly columns: ColumnReader; readonly now: Date },
): Promise<readonly Spread[]> {
  if (measured.snapshot.live || measured.regrouping) return [];
  const questionIds = questions.filter(({ figure }) => figure.state === 'shown').map(({ id }) => id);
  const found = await spreads(measured, { unitId, filters: [], questionIds }, counting);
  if ('error' in found) return [];
  return found.filter(({ parts }) => parts.every(({ figure }) => figure.state === 'shown'));
}

/** One chart for each scale of answers. */
export function levelSections(measured: MeasuredRound, found: readonly Spread[], language: PageLanguage) {
  return sectionsOf(measured, found, language).map((section) => ({
    key: section.key,
    keys: section.scale.levels.map(({ level, label }) => ({
      role: levelRole(level, section.scale.levels.length),
      text: inLanguage(label, language),
    })),
    ...barsOf(section, language),
  }));
}

function barsOf({ scale, spreads: rows }: Section, language: PageLanguage) {
  const { zeroAt, rows: placed } = divergingBars(rows.map(percentsOf));
  return {
    zeroAt,
    rows: rows.map((spread, index) => {
      const percents = percentsOf(spread);
      return {
        name: spread.name,
        value: lineWords({ figure: spread.figure }, language).value,
        shares: spread.parts.map(({ figure }) => lineWords({ figure }, language).value),
        parts: placed[index]!.flatMap(({ from, width }, at) => {
          if (width === 0) return [];
          const text = decimalText(nearest(percents[at]!, 0), language);
          return [
            {
              from,
              width,
              role: levelRole(at + 1, scale.levels.length),
              middle: from + width / 2,
              text: width < numberWidthMin ? undefined : text,
            },
          ];
        }),
      };
    }),
  };
}

function percentsOf({ parts }: NamedSpread): number[] {
  return parts.map(({ figure }) => (figure.state === 'shown' ? decimalToNumber(figure.value) : 0));
}
