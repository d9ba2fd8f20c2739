/** Rows of shares, by unit or by month: in words for a page, and as a table for download. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { decimalToNumber, type Decimal } from '../../statistics/estimation/rounding.ts';
import { decimalText, percentText, signedText } from '../../statistics/estimation/wording.ts';
import type { TableCell, TableColumn } from '../../platform/tables/table.ts';
import type { TakeAway } from '../../platform/web/takeAway.ts';
import { changePoints, sharePercent, ways, type PostCounts, type PostTarget, type Way } from './share.ts';
import { postTexts } from './texts.ts';

export interface PostRow {
  readonly name: string;
  readonly counts: PostCounts;
  /** For the same months of the previous year. */
  readonly before: PostCounts;
  readonly target?: PostTarget | undefined;
}

export function rowWords({ name, counts, before, target }: PostRow, language: PageLanguage) {
  const t = postTexts[language];
  return {
    name,
    transactions: decimalText({ units: counts.transactions, decimals: 0 }, language),
    ways: ways.map((way) => {
      const { share, change } = shareOf(counts, before, way);
      const hundredths = target?.[way];
      return {
        label: t.ways[way],
        share: share ? percentText(share, language) : t.notTold,
        change: change ? t.pointsOf(signedText(change, language)) : '–',
        target: hundredths === undefined ? undefined : targetWords(share, hundredths, language),
      };
    }),
  };
}

/** @param heading of the column of names */
export function postTaken(heading: string, rows: readonly PostRow[], language: PageLanguage): TakeAway {
  const t = postTexts[language];
  const column = (way: Way, key: string, text: string): TableColumn => ({
    key: `${way}:${key}`,
    heading: `${t.ways[way]} – ${text}`,
    decimals: 2,
  });
  const cell = (number: Decimal | undefined): TableCell => (number ? decimalToNumber(number) : '');
  return {
    key: 'post',
    title: t.title,
    table: {
      columns: [
        { key: 'name', heading },
        { key: 'transactions', heading: t.transactions },
        ...ways.flatMap((way) => [
          column(way, 'share', t.percent),
          column(way, 'change', `${t.change} (${t.points})`),
          column(way, 'target', `${t.target} (%)`),
        ]),
      ],
      rows: rows.map(({ name, counts, before, target }) => [
        name,
        counts.transactions,
        ...ways.flatMap((way) => {
          const { share, change } = shareOf(counts, before, way);
          const hundredths = target?.[way];
          const wanted = hundredths === undefined ? undefined : { units: hundredths, decimals: 2 };
          return [share, change, wanted].map(cell);
        }),
      ]),
    },
  };
}

function shareOf(counts: PostCounts, before: PostCounts, way: Way) {
  const share = sharePercent(counts, way);
  return { share, change: changePoints(share, sharePercent(before, way)) };
}

function targetWords(share: Decimal | undefined, hundredths: number, language: PageLanguage): string {
  const t = postTexts[language];
  const text = t.targetOf(percentText({ units: hundredths, decimals: 2 }, language));
  return share ? `${text}: ${share.units >= hundredths ? t.reached : t.notReached}` : text;
}
