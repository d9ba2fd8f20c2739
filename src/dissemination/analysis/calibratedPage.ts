/** The calibrated index in the words and numbers of one language. */
import { pairChart } from '../../platform/charts/pairChart.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { drawnOf, lineWords, nearest, percentTick, withScale } from '../../processing/results/lineWords.ts';
import type { Interval } from '../../statistics/estimation/interval.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { countText, decimalText } from '../../platform/text/numbers.ts';
import type { Calibration, CalibrationMargin } from './calibrated.ts';
import type { FindingSection } from './finding.ts';
import { findingColumns, findingSection, percentOf } from './findingSection.ts';
import type { FoundNonresponse } from './nonresponse.ts';
import { nonresponseTexts } from './nonresponseTexts.ts';

export function marginNames(margins: readonly CalibrationMargin[], language: PageLanguage): string {
  const t = nonresponseTexts[language];
  return new Intl.ListFormat(language).format(margins.map((margin) => t.margin[margin]));
}

export function calibratedSentence(
  { official }: FoundNonresponse,
  made: Calibration,
  language: PageLanguage,
): string {
  return nonresponseTexts[language].calibrated({
    margins: marginNames(made.margins.map(({ margin }) => margin), language), // prettier-ignore
    calibrated: percentOf(made.share, language, 2),
    official: lineWords({ figure: official }, language).value,
    effect: decimalText(nearest(made.weightingEffect, 2), language),
    effective: countText(made.effectiveSize, language),
  });
}

export function bothSection(
  { official }: FoundNonresponse,
  made: Calibration,
  language: PageLanguage,
): FindingSection {
  const t = nonresponseTexts[language];
  const { number, text, interval } = findingColumns(language);
  const shown = official.state === 'shown' ? official : undefined;
  const { intervalPercent: [low, up] = [] } = drawnOf(official) ?? {};
  const percent = (share: number): string => percentOf(share, language, 2);
  interface Row {
    readonly name: string;
    readonly words: string;
    readonly share?: number | undefined;
    readonly interval?: Interval | undefined;
    readonly people?: number | undefined;
    readonly effective?: number | undefined;
  }
  const { people } = made;
  const rows: Row[] = [
    {
      name: t.official,
      words: lineWords({ figure: official }, language).value,
      share: shown && decimalToNumber(shown.value) / 100,
      interval: low === undefined || up === undefined ? undefined : { low: low / 100, up: up / 100 },
      people: 'people' in official ? official.people : undefined,
      effective: shown?.effectiveSize,
    },
    { name: t.plain, words: percent(made.plainShare), share: made.plainShare, people },
    {
      name: t.calibratedRow,
      words: percent(made.share),
      share: made.share,
      interval: made.interval,
      people,
      effective: made.effectiveSize,
    },
  ];
  const decimals = (value: number): string => decimalText(nearest(value, 2), language);
  return findingSection(
    {
      key: 'calibrated',
      title: t.both,
      hint: t.bothHint({
        effect: decimals(made.weightingEffect),
        least: decimals(made.weights.least),
        most: decimals(made.weights.most),
        leftOut: countText(made.leftOut, language),
        covered: percentOf(made.coveredShare, language),
      }),
    },
    { key: 'figure', heading: t.figure, of: ({ name }) => name },
    [
      { ...text<Row>('words', t.value, ({ words }) => words), only: 'page' },
      { ...number<Row>(['value', `${t.value} (%)`], ({ share }) => share && 100 * share, 2), only: 'file' },
      ...interval<Row>((row) => row.interval, percent, 2),
      number<Row>(['people', t.people], (row) => row.people),
      number<Row>(['effective', t.effective], ({ effective }) => effective),
    ],
    rows,
  );
}

export function coverageSections({ margins }: Calibration, language: PageLanguage): FindingSection[] {
  const t = nonresponseTexts[language];
  const { number, percent } = findingColumns(language);
  return margins.map(({ margin, categories }) => {
    const sum = (of: 'people' | 'transactions') => categories.reduce((all, one) => all + one[of], 0);
    const [people, transactions] = [sum('people'), sum('transactions')];
    const rows = categories.map((one) => ({
      name: inLanguage(one.label, language),
      people: one.people,
      ofAnswers: one.people / people,
      ofTransactions: one.transactions / transactions,
    }));
    type Row = (typeof rows)[number];
    return findingSection(
      {
        key: `coverage-${margin}`,
        title: t.coverage({ margin: t.margin[margin] }),
        hint: t.coverageHint,
        chart: sharesChart(
          [t.ofAnswers, t.ofTransactions],
          rows.map(({ name, ofAnswers, ofTransactions }) => [name, ofAnswers, ofTransactions] as const),
          t.coverageChart,
          language,
        ),
      },
      { key: 'category', heading: t.category, of: ({ name }) => name },
      [
        number<Row>(['people', t.people], (row) => row.people),
        percent<Row>(['answers', t.ofAnswers, `${t.ofAnswers} (%)`], (row) => row.ofAnswers, 1),
        percent<Row>(
          ['transactions', t.ofTransactions, `${t.ofTransactions} (%)`],
          (row) => row.ofTransactions,
          1,
        ),
        number<Row>(['weight', t.weight], (row) => row.ofTransactions / row.ofAnswers, 2),
      ],
      rows,
    );
  });
}

/** Two shares of each row. */
export function sharesChart(
  names: readonly [string, string],
  rows: readonly (readonly [label: string, one: number, other: number])[],
  describe: (ends: { low: string; up: string }) => string,
  language: PageLanguage,
): FindingSection['chart'] {
  if (rows.every(([, one, other]) => one === 0 && other === 0)) return undefined;
  const tick = percentTick(language);
  const side = (share: number) => ({ valueText: percentOf(share, language), valuePercent: 100 * share });
  const chart = pairChart(
    names,
    rows.map(([label, one, other]) => ({ label, sides: [side(one), side(other)] as const })),
    tick,
  );
  return withScale(chart, tick, describe);
}
