/** Rows of shares, by unit or by month: in words for a page, and as a table for download. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { decimalToNumber, type Decimal } from '../../statistics/estimation/rounding.ts';
import { decimalText, percentText, signedText } from '../../statistics/estimation/wording.ts';
import type { TableCell, TableColumn } from '../../platform/tables/table.ts';
import type { Download } from '../../platform/web/download.ts';
import { changePoints, sharePercent, ways, type PostalCounts, type PostalTarget, type Way } from './share.ts';
import { postalServiceTexts } from './texts.ts';

export interface PostalRow {
  readonly name: string;
  readonly counts: PostalCounts;
  /** For the same months of the previous year. */
  readonly before: PostalCounts;
  readonly target?: PostalTarget | undefined;
}

export function rowWords({ name, counts, before, target }: PostalRow, language: PageLanguage) {
  const t = postalServiceTexts[language];
  return {
    name,
    transactions: decimalText({ units: counts.transactions, decimals: 0 }, language),
    ways: ways.map((way) => {
      const { share, change } = shareOf(counts, before, way);
      const hundredths = target?.[way];
      return {
        label: t.ways[way],
        share: share ? percentText(share, language) : t.notTold,
        change: change ? t.pointsOf({ change: signedText(change, language) }) : '–',
        target: hundredths === undefined ? undefined : targetWords(share, hundredths, language),
      };
    }),
  };
}

/** @param heading of the column of names */
export function postalDownload(
  heading: string,
  rows: readonly PostalRow[],
  language: PageLanguage,
): Download {
  const t = postalServiceTexts[language];
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

function shareOf(counts: PostalCounts, before: PostalCounts, way: Way) {
  const share = sharePercent(counts, way);
  return { share, change: changePoints(share, sharePercent(before, way)) };
}

function targetWords(share: Decimal | undefined, hundredths: number, language: PageLanguage): string {
  const t = postalServiceTexts[language];
  const text = t.targetOf({ percent: percentText({ units: hundredths, decimals: 2 }, language) });
  return share ? `${text}: ${share.units >= hundredths ? t.reached : t.notReached}` : text;
}
