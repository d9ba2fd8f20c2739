/** Rows of shares, by unit or by month: in words for a page, and as the table of a file. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { countText, percentText, signedText } from '../../platform/text/numbers.ts';
import { decimalToNumber, type Decimal } from '../../statistics/estimation/rounding.ts';
import type { Table, TableCell, TableColumn } from '../../platform/tables/table.ts';
import { changePoints, sharePercent, ways, type PostalCounts, type PostalTarget, type Way } from './share.ts';
import { postalServiceTexts } from './texts.ts';

export interface PostalRow {
  readonly name: string;
  readonly counts: PostalCounts;
  /** For the same months of the previous year. */
  readonly before: PostalCounts;
  readonly target?: PostalTarget | undefined;
}

export function rowWords(row: PostalRow, language: PageLanguage) {
  const { name, counts, target } = row;
  const t = postalServiceTexts[language];
  return {
    name,
    transactions: countText(counts.transactions, language),
    ways: ways.map((way) => {
      const { share, change } = shareOf(row, way);
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
export function postalTable(heading: string, rows: readonly PostalRow[], language: PageLanguage): Table {
  const t = postalServiceTexts[language];
  const column = (way: Way, key: string, text: string): TableColumn => ({
    key: `${way}:${key}`,
    heading: `${t.ways[way]} – ${text}`,
    decimals: 2,
  });
  const cell = (number: Decimal | undefined): TableCell => (number ? decimalToNumber(number) : '');
  return {
    columns: [
      { key: 'name', heading },
      { key: 'transactions', heading: t.transactions },
      ...ways.flatMap((way) => [
        column(way, 'share', t.percent),
        column(way, 'change', `${t.change} (${t.points})`),
        column(way, 'target', `${t.target} (%)`),
      ]),
    ],
    rows: rows.map((row) => [
      row.name,
      row.counts.transactions,
      ...ways.flatMap((way) => {
        const { share, change } = shareOf(row, way);
        const hundredths = row.target?.[way];
        const wanted = hundredths === undefined ? undefined : { units: hundredths, decimals: 2 };
        return [share, change, wanted].map(cell);
      }),
    ]),
  };
}

/** Of a year or month, with the change since the year before in percentage points. */
export function shareOf({ counts, before }: PostalRow, way: Way) {
  const share = sharePercent(counts, way);
  return { share, change: changePoints(share, sharePercent(before, way)) };
}

function targetWords(share: Decimal | undefined, hundredths: number, language: PageLanguage): string {
  const t = postalServiceTexts[language];
  const text = t.targetOf({ percent: percentText({ units: hundredths, decimals: 2 }, language) });
  return share ? `${text}: ${share.units >= hundredths ? t.reached : t.notReached}` : text;
}
