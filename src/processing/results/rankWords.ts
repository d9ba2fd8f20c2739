/** Ranks in the words of one language, with their confidence sets and the units that do not differ significantly. */
import { rankMove } from '../../statistics/ranking/ranking.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { RankSet } from '../../statistics/ranking/ranking.ts';
import type { Rank, UnitLine } from './results.ts';
import type { RankRow } from './roundFigures.ts';
import { resultTexts } from './texts.ts';

export function rankWords(
  rank: Rank | undefined,
  unitTitle: (unitId: string) => string,
  language: PageLanguage,
) {
  const t = resultTexts[language];
  if (!rank) return undefined;
  const { row, rankBefore } = rank;
  if (row.state === 'notRanked') return { rank: t.notRanked, notes: [t.notRankedBecause[row.reason]] };
  const { rank: ownRank, of, set } = row;
  return {
    rank: t.rankOf({ rank: ownRank, of, ranks: ranksText(set) }),
    notes: [
      ...(rankBefore === undefined
        ? []
        : [t.ranksMoved({ before: rankBefore, ...rankMove(rankBefore, ownRank) })]),
      alikeWords(set, unitTitle, language),
    ],
  };
}

function alikeWords(
  { alike }: RankSet,
  unitTitle: (unitId: string) => string,
  language: PageLanguage,
): string {
  const t = resultTexts[language];
  if (alike.length === 0) return t.toldApartFromAll;
  return t.alike({
    units: alike.slice(0, namedMax).map(unitTitle).join(', '),
    more: Math.max(0, alike.length - namedMax),
  });
}

/** The number of units named in a sentence; the rest are only counted. */
export const namedMax = 4;

/** "5 (3–8)": a rank and its confidence set. */
export function rankInGroup(row: RankRow, language: PageLanguage): string | undefined {
  if (row.state === 'notRanked') return undefined;
  return resultTexts[language].rankAmong({ rank: row.rank, ranks: ranksText(row.set) });
}

export function ranksText({ low, up }: RankSet): string {
  return low === up ? `${low}` : `${low}–${up}`;
}

export function notRankedWords(
  units: readonly UnitLine[],
  unitTitle: (unitId: string) => string,
  language: PageLanguage,
): readonly string[] {
  const t = resultTexts[language];
  return units.flatMap(({ unitId, rank }) =>
    rank.state === 'notRanked' ? [`${unitTitle(unitId)}: ${t.notRankedBecause[rank.reason]}`] : [],
  );
}
