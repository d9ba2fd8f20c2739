/** The dataset of figures reported elsewhere. */
import type { Dataset, DatasetContext, Cells } from '../../registers/datasets/dataset.ts';
import { inLanguage, pageLanguages, type PageLanguage } from '../../platform/text/localized.ts';
import type { Sentence } from '../../platform/problem.ts';
import type { ReadRow } from '../../platform/tables/readRows.ts';
import { contradictionsIn } from '../../statistics/estimation/contradictions.ts';
import { contradictionWords } from './contradictionWords.ts';
import { hundredthsOf } from '../../platform/text/percentInput.ts';
import { searchable } from '../../platform/text/searchText.ts';
import { unitName } from '../../registers/units/unit.ts';
import { unitCalledOn, type UnitCalled } from '../../registers/units/unitCalled.ts';
import {
  earlierOf,
  indicators,
  reportedFigureKey,
  type ReportedFigure,
} from '../../registers/reportedFigures/reportedFigure.ts';
import { catalogue, inEveryLanguage, type Messages } from '../../platform/text/catalogue.ts';
import { hundredthsText } from '../../platform/text/numbers.ts';

const reportedFigureTexts = catalogue('registers/reportedFigures');

export const reportedFigureDataset: Dataset<ReportedFigure> = {
  kind: 'reportedFigures',
  path: '/staff/reported-figures',
  texts: reportedFigureTexts,
  see: 'seeReportedFigures',
  keep: 'keepReportedFigures',
  columns: [
    {
      key: 'unit',
      headings: ['Đơn vị', 'Unit'],
      hint: { vi: 'Tên hoặc mã của đơn vị trong năm đó', en: 'Name or code of the unit in that year' },
    },
    {
      key: 'indicator',
      headings: ['Chỉ số', 'Indicator'],
      choices: (_context, language) =>
        indicators.map((indicator) => reportedFigureTexts[language].indicators[indicator]),
    },
    { key: 'year', headings: ['Năm', 'Year'] },
    {
      key: 'round',
      headings: ['Đợt', 'Round'],
      optional: true,
      hint: {
        vi: 'Để trống: hiện ở đợt mở trong năm đó',
        en: 'Left empty: shown with the round that opened in that year',
      },
      choices: ({ rounds }, language) => ['', ...rounds.map(({ title }) => inLanguage(title, language))],
    },
    {
      key: 'value',
      headings: ['Giá trị (%)', 'Value (%)'],
      hint: { vi: 'Ví dụ: 91,28', en: 'For example: 91.28' },
    },
    {
      key: 'change',
      headings: ['Tăng giảm', 'Change'],
      optional: true,
      hint: { vi: 'So với năm trước, ví dụ: -7,86', en: 'From the year before, for example: -7.86' },
    },
    { key: 'rank', headings: ['Hạng', 'Rank'], optional: true },
    { key: 'of', headings: ['Trên tổng số', 'Out of', 'Of'], optional: true },
    {
      key: 'ranksGained',
      headings: ['Tăng giảm bậc', 'Ranks gained', 'Places won'],
      optional: true,
      hint: {
        vi: 'Lên là số dương, xuống là số âm',
        en: 'Positive for ranks gained, negative for ranks lost',
      },
    },
    { key: 'wording', headings: ['Nguyên văn', 'Wording'] },
    { key: 'source', headings: ['Nguồn', 'Source'] },
  ],
  keyColumns: 4,
  reader: reportedFigureReader,
  keyOf: reportedFigureKey,
  unitIdOf: ({ unitId }) => unitId,
  periodOf: ({ year }) => String(year),
  cellsOf,
  notesOf: (reportedFigure, current, language) =>
    contradictionsIn(reportedFigure, earlierOf(reportedFigure, current.values())).map((found) =>
      contradictionWords(found, language),
    ),
};

function reportedFigureReader(context: DatasetContext): (cells: Cells) => ReadRow<ReportedFigure> {
  const calledIn = new Map<number, UnitCalled>();
  const rounds = new Map(
    context.rounds.flatMap(({ id, title }) => Object.values(title).map((text) => [searchable(text), id])),
  );
  const thisYear = Number(context.today.slice(0, 4));
  const unitIn = (year: number, text: string): string | Sentence => {
    const called = calledIn.get(year) ?? unitCalledOn(context.units, [`${year}-01-01`, `${year}-12-31`]);
    calledIn.set(year, called);
    const [unitId, ...others] = called(text).filter(context.mayKeep);
    return others.length > 0 ? sentence('unitSeveral') : (unitId ?? sentence('unit'));
  };

  return (cells) => {
    const errors: Record<string, Sentence> = {};
    const { unit = '', indicator = '', year = '', round = '', wording = '', source = '' } = cells;
    const readYear = /^\d{4}$/.test(year) ? Number(year) : 0;
    if (readYear < 1990 || readYear > thisYear) errors['year'] = sentence('year');
    const unitId = unitIn(errors['year'] ? thisYear : readYear, unit);
    if (typeof unitId !== 'string') errors['unit'] = unitId;
    const named = indicators.find((one) =>
      pageLanguages
        .map((language) => reportedFigureTexts[language].indicators[one])
        .some((name) => searchable(name) === searchable(indicator)),
    );
    if (!named) errors['indicator'] = sentence('indicator');
    const roundId = rounds.get(searchable(round));
    if (round !== '' && roundId === undefined) errors['round'] = sentence('round');
    if (wording === '') errors['wording'] = sentence('wording');
    if (source === '') errors['source'] = sentence('source');
    const numbers = readNumbers(cells, errors);
    if (Object.keys(errors).length > 0 || !named) return { errors };
    return {
      line: {
        indicator: named,
        unitId: unitId as string,
        ...(roundId === undefined ? {} : { roundId }),
        year: readYear,
        wording,
        ...numbers,
        source: { vi: source },
      },
    };
  };
}

function readNumbers(cells: Cells, errors: Record<string, Sentence>) {
  const read = (key: string, isPercent: boolean): number | undefined => {
    const text = (cells[key] ?? '').replace('−', '-');
    if (text === '' && key !== 'value') return undefined;
    const number = isPercent ? signedHundredths(text) : wholeOf(text);
    if (number === undefined) errors[key] = isPercent ? sentence('percent') : sentence('whole');
    return number;
  };
  const found = {
    valueHundredths: read('value', true) ?? 0,
    changeHundredths: read('change', true),
    rank: read('rank', false),
    of: read('of', false),
    ranksGained: read('ranksGained', false),
  };
  if ((found.rank === undefined) !== (found.of === undefined)) errors['of'] ??= sentence('of');
  const given = Object.entries(found).filter(([, number]) => number !== undefined);
  return Object.fromEntries(given) as Pick<ReportedFigure, 'valueHundredths'> & Partial<typeof found>;
}

function signedHundredths(text: string): number | undefined {
  const size = hundredthsOf(text.replace(/^[+-]/, ''));
  if (size === undefined || size >= 100_000) return undefined;
  return text.startsWith('-') && size > 0 ? -size : size;
}

function wholeOf(text: string): number | undefined {
  return /^[+-]?\d{1,4}$/.test(text) ? Number(text) : undefined;
}

function cellsOf(reportedFigure: ReportedFigure, { units, rounds }: DatasetContext, language: PageLanguage) {
  const { unitId, indicator, year, roundId, valueHundredths, changeHundredths, wording, source } =
    reportedFigure;
  const { rank = '', of = '', ranksGained = '' } = reportedFigure;
  const unit = units.find(({ id }) => id === unitId);
  const round = rounds.find(({ id }) => id === roundId);
  const percent = (units100: number): string => hundredthsText(units100, language);
  return [
    unit ? inLanguage(unitName(unit, `${year}-12-31`), language) : unitId,
    reportedFigureTexts[language].indicators[indicator],
    String(year),
    round ? inLanguage(round.title, language) : '',
    percent(valueHundredths),
    changeHundredths === undefined ? '' : percent(changeHundredths),
    rank,
    of,
    ranksGained,
    wording,
    inLanguage(source, language),
  ];
}

function sentence(error: keyof Messages['registers/reportedFigures']['errors']): Sentence {
  return inEveryLanguage(reportedFigureTexts, ({ errors }) => errors[error]);
}
