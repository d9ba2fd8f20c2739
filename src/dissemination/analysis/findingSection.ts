/** A section of a finding whose table on the page and whose table in the files come from the same columns. */
import type { Download } from '../../platform/web/download.ts';
import type { TableCell } from '../../platform/tables/table.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { countText, decimalText, percentText, signedText } from '../../platform/text/numbers.ts';
import { nearest } from '../../processing/results/lineWords.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import type { Interval } from '../../statistics/estimation/interval.ts';
import type { FindingSection } from './finding.ts';
import { findingTexts, intervalText } from './findingTexts.ts';

export interface FindingColumn<One> {
  readonly key: string;
  readonly heading: string;
  /** In files, if it differs. */
  readonly fileHeading?: string;
  readonly decimals?: number;
  /** If it is not in both. */
  readonly only?: 'page' | 'file';
  readonly words: (one: One) => string;
  readonly cell: (one: One) => TableCell;
}

/** @param name the first column, which names the rows */
export function findingSection<One>(
  about: Pick<FindingSection, 'key' | 'title' | 'hint' | 'method' | 'chart'>,
  name: { readonly key: string; readonly heading: string; readonly of: (one: One) => string },
  columns: readonly FindingColumn<One>[],
  ones: readonly One[],
): FindingSection {
  const onPage = columns.filter(({ only }) => only !== 'file');
  const inFile = columns.filter(({ only }) => only !== 'page');
  return {
    ...about,
    columns: [name.heading, ...onPage.map(({ heading }) => heading)],
    rows: ones.map((one) => ({ name: name.of(one), cells: onPage.map(({ words }) => words(one)) })),
    table: {
      columns: [
        { key: name.key, heading: name.heading },
        ...inFile.map(({ key, heading, fileHeading = heading, decimals }) => ({
          key,
          heading: fileHeading,
          ...(decimals !== undefined && { decimals }),
        })),
      ],
      rows: ones.map((one) => [name.of(one), ...inFile.map(({ cell }) => cell(one))]),
    },
  };
}

/** What can be taken away of a section. */
export function downloadOf({ chart, ...part }: FindingSection): Download {
  return { ...part, ...(chart && { chart }) };
}

export const percentOf = (share: number, language: PageLanguage, decimals = 1): string =>
  percentText(nearest(100 * share, decimals), language);

/** The words on the axis of a chart in percent. */
export const percentTick =
  (language: PageLanguage) =>
  (value: number): string =>
    percentText(nearest(value, Number.isInteger(value) ? 0 : 1), language);

export const countOf = (count: number, language: PageLanguage): string => countText(count, language);

/** @param say the number on the page; `toFile`: the number in files */
const numberColumn =
  (say: (value: number, decimals: number) => string, toFile: (value: number) => number) =>
  <One>(
    [key, heading, fileHeading = heading]: readonly [key: string, heading: string, fileHeading?: string],
    valueOf: (one: One) => number | undefined,
    decimals = 0,
  ): FindingColumn<One> => ({
    key,
    heading,
    fileHeading,
    decimals,
    words(one) {
      const value = valueOf(one);
      return value === undefined ? '' : say(value, decimals);
    },
    cell(one) {
      const value = valueOf(one);
      return value === undefined ? '' : decimalToNumber(nearest(toFile(value), decimals));
    },
  });

/** Columns of numbers in one language; an absent number leaves its cell empty. */
export function findingColumns(language: PageLanguage) {
  const number = numberColumn((value, decimals) => decimalText(nearest(value, decimals), language), Number);
  return {
    number,
    /** Of a share, 0 … 1. */
    percent: numberColumn(
      (value, decimals) => percentOf(value, language, decimals),
      (share) => 100 * share,
    ),
    /** Of a difference of shares, −1 … 1, in percentage points. */
    points: numberColumn(
      (value, decimals) => signedText(nearest(100 * value, decimals), language),
      (share) => 100 * share,
    ),
    text: <One>(key: string, heading: string, of: (one: One) => string): FindingColumn<One> => ({
      key,
      heading,
      words: of,
      cell: of,
    }),
    /** One column on the page, its ends in files; of shares, or of differences of shares. */
    interval: <One>(
      intervalIn: (one: One) => Interval | undefined,
      say: (share: number) => string,
      decimals: number,
    ): FindingColumn<One>[] => {
      const t = findingTexts[language];
      const end = (key: 'low' | 'up'): FindingColumn<One> => ({
        ...number([key, t[key]], (one: One) => times100(intervalIn(one)?.[key]), decimals),
        only: 'file',
      });
      const words = (one: One): string => {
        const interval = intervalIn(one);
        return interval ? intervalText(interval, say, language) : '';
      };
      return [
        { key: 'interval', heading: t.intervalHeading, only: 'page', words, cell: words },
        end('low'),
        end('up'),
      ];
    },
  };
}

const times100 = (share: number | undefined): number | undefined =>
  share === undefined ? undefined : 100 * share;
