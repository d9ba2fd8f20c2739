/** A section of a finding whose table on the page and whose table in the files come from the same columns. */
import { tableRows } from '../../access/web/columns.ts';
import type { Download } from '../../platform/web/download.ts';
import type { TableCell } from '../../platform/tables/table.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { decimalText, percentText, signedText } from '../../platform/text/numbers.ts';
import { lineWords, nearest } from '../../processing/results/lineWords.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
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

/** With its table as `views/access/web/rows.ejs` shows it. */
export function sectionOnPage({ columns, rows, ...section }: FindingSection, language: PageLanguage) {
  const shown = columns.map((heading, at) => ({
    key: heading,
    heading,
    isNumber: at > 0,
    value: (cells: readonly string[]) => cells[at],
  }));
  const lines = rows.map(({ name, cells }) => [name, ...cells]);
  return { ...section, rows: tableRows(shown, lines, { title: section.title, language }) };
}

/** What can be taken away of a section. */
export function downloadOf({ chart, ...part }: FindingSection): Download {
  return { ...part, ...(chart && { chart }) };
}

export const percentOf = (share: number, language: PageLanguage, decimals = 1): string =>
  percentText(nearest(100 * share, decimals), language);

type Headed = readonly [key: string, heading: string, fileHeading?: string];

/** @param say the number on the page; `toFile`: the number in files */
const numberColumn =
  (say: (value: number, decimals: number) => string, toFile: (value: number) => number) =>
  <One>(
    [key, heading, fileHeading = heading]: Headed,
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

/** Columns of figures, and of text. */
function otherColumns(language: PageLanguage) {
  return {
    /** The index of a figure: in words on the page, as a number in files. */
    index: <One>(
      [key, heading, fileHeading = `${heading} (%)`]: Headed,
      figureOf: (one: One) => Figure,
      decimals?: number,
    ): FindingColumn<One> => ({
      key,
      heading,
      fileHeading,
      ...(decimals !== undefined && { decimals }),
      words: (one) => lineWords({ figure: figureOf(one) }, language).value,
      cell(one) {
        const figure = figureOf(one);
        return figure.state === 'shown' ? decimalToNumber(figure.value) : '';
      },
    }),
    /** How many people a figure rests on. */
    people: <One>(key: string, heading: string, figureOf: (one: One) => Figure): FindingColumn<One> => ({
      key,
      heading,
      words: (one) => lineWords({ figure: figureOf(one) }, language).people,
      cell(one) {
        const figure = figureOf(one);
        return 'people' in figure ? figure.people : '';
      },
    }),
    text: <One>(key: string, heading: string, of: (one: One) => string): FindingColumn<One> => ({
      key,
      heading,
      words: of,
      cell: of,
    }),
  };
}

/** Columns of numbers in one language; an absent number leaves its cell empty. */
export function findingColumns(language: PageLanguage) {
  const number = numberColumn((value, decimals) => decimalText(nearest(value, decimals), language), Number);
  return {
    ...otherColumns(language),
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
    /** A p-value, 0 … 1. */
    p: <One>(
      key: string,
      heading: string,
      valueOf: (one: One) => number | undefined,
    ): FindingColumn<One> => ({
      ...number([key, heading], valueOf, 4),
      words(one) {
        const value = valueOf(one);
        if (value === undefined) return '';
        return value < 0.001
          ? findingTexts[language].below({ value: decimalText(nearest(0.001, 3), language) })
          : decimalText(nearest(value, 3), language);
      },
    }),
    /**
     * One column on the page, its ends in files.
     *
     * @param times what ends are multiplied by in files: 100 for shares
     * @param none what the page says where there is none
     */
    interval: <One>(
      intervalIn: (one: One) => Interval | undefined,
      say: (end: number) => string,
      decimals: number,
      { times = 100, none = '' } = {},
    ): FindingColumn<One>[] => {
      const t = findingTexts[language];
      const end = (key: 'low' | 'up'): FindingColumn<One> => {
        const valueOf = (one: One) => {
          const value = intervalIn(one)?.[key];
          return value === undefined ? undefined : times * value;
        };
        return { ...number([key, t[key]], valueOf, decimals), only: 'file' };
      };
      const words = (one: One): string => {
        const interval = intervalIn(one);
        return interval ? intervalText(interval, say, language) : none;
      };
      return [
        { key: 'interval', heading: t.intervalHeading, only: 'page', words, cell: words },
        end('low'),
        end('up'),
      ];
    },
  };
}
