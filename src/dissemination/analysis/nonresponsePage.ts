/** Who did not answer, in the words and numbers of one language. */
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import type { Channel } from '../../design/accessPoints/accessPoint.ts';
import { dotChart } from '../../platform/charts/dotChart.ts';
import { pairChart } from '../../platform/charts/pairChart.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { chartOf, drawnOf, lineWords, nearest } from '../../processing/results/lineWords.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { filingNames } from '../../registers/caseloads/texts.ts';
import type { Interval } from '../../statistics/estimation/interval.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { decimalText, signedText } from '../../statistics/estimation/wording.ts';
import type { Calibration } from './calibrated.ts';
import { findingKind, type Finding, type FindingSection } from './finding.ts';
import { countOf, findingColumns, findingSection, percentOf, percentTick } from './findingSection.ts';
import { findNonresponse, type FoundNonresponse, type ItemResponse, type ModeEffect } from './nonresponse.ts';
import { nonresponseJson } from './nonresponseJson.ts';
import { nonresponseTexts } from './nonresponseTexts.ts';

export const nonresponse = findingKind<FoundNonresponse>({
  id: 'nonresponse',
  fileName: 'nguoi-chua-tra-loi',
  texts: nonresponseTexts,
  isFor: () => true,
  find: findNonresponse,
  json: nonresponseJson,
  words: (found, { measured }, language) => wordsOf(found, measured, language),
});

function wordsOf(found: FoundNonresponse, measured: MeasuredRound, language: PageLanguage): Finding {
  const t = nonresponseTexts[language];
  const { calibration } = found;
  const isMade = !('missing' in calibration);
  return {
    sentences: [
      isMade ? calibratedSentence(found, calibration, language) : t.missing[calibration.missing],
      t.cannotCure,
    ],
    assumption: t.assumption,
    sections: [
      ...(isMade
        ? [bothSection(found, calibration, language), ...coverageSections(calibration, language)]
        : []),
      ...itemSections(found.items, measured, language),
      channelSection(found, language),
      ...modeSections(found.modeEffects, language),
    ],
    notes: isMade && calibration.unused.length > 0 ? [t.unused({ margins: marginNames(calibration.unused, language) })] : [], // prettier-ignore
  };
}

function marginNames(
  margins: readonly (keyof (typeof nonresponseTexts)['vi']['margin'])[],
  language: PageLanguage,
): string {
  const t = nonresponseTexts[language];
  return margins.map((margin) => t.margin[margin]).join(t.and);
}

function calibratedSentence(
  { official }: FoundNonresponse,
  made: Calibration,
  language: PageLanguage,
): string {
  return nonresponseTexts[language].calibrated({
    margins: marginNames(made.margins.map(({ margin }) => margin), language), // prettier-ignore
    calibrated: percentOf(made.share, language, 2),
    official: lineWords({ figure: official }, language).value,
    effect: decimalText(nearest(made.weightingEffect, 2), language),
    effective: countOf(made.effectiveSize, language),
  });
}

function bothSection(
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
        leftOut: countOf(made.leftOut, language),
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

function coverageSections({ margins }: Calibration, language: PageLanguage): FindingSection[] {
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
function sharesChart(
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
  return chart && { ...chart, description: describe({ low: tick(chart.low), up: tick(chart.up) }) };
}

function itemSections(
  items: readonly ItemResponse[],
  { survey }: MeasuredRound,
  language: PageLanguage,
): FindingSection[] {
  if (items.length === 0) return [];
  const t = nonresponseTexts[language];
  const { number, percent } = findingColumns(language);
  const { questions } = survey.content;
  const rows = items.map(({ questionId, answered, noOpinion, skipped }) => {
    const at = questions.findIndex(({ id }) => id === questionId);
    const people = answered + noOpinion + skipped;
    return {
      name: `${at + 1}. ${inLanguage(questions[at]!.text, language)}`,
      answered,
      ofAnswered: answered / people,
      ofNoOpinion: noOpinion / people,
      ofSkipped: skipped / people,
    };
  });
  type Row = (typeof rows)[number];
  const share = (key: 'ofAnswered' | 'ofNoOpinion' | 'ofSkipped', heading: string) =>
    percent<Row>([key, heading, `${heading} (%)`], (row) => row[key], 1);
  return [
    findingSection(
      {
        key: 'items',
        title: t.items,
        hint: t.itemsHint,
        chart: sharesChart(
          [t.noOpinion, t.skipped],
          rows.map(({ name, ofNoOpinion, ofSkipped }) => [name, ofNoOpinion, ofSkipped] as const),
          t.itemsChart,
          language,
        ),
      },
      { key: 'question', heading: t.question, of: ({ name }) => name },
      [
        number<Row>(['people', t.people], ({ answered }) => answered),
        share('ofAnswered', t.answered),
        share('ofNoOpinion', t.noOpinion),
        share('ofSkipped', t.skipped),
      ],
      rows,
    ),
  ];
}

const channelName = (channel: Channel, language: PageLanguage): string =>
  accessPointTexts[language].channels[channel];

function channelSection(
  { channels, units, filings }: FoundNonresponse,
  language: PageLanguage,
): FindingSection {
  const t = nonresponseTexts[language];
  const { number, percent, text } = findingColumns(language);
  const people = channels.reduce((sum, one) => sum + one.people, 0);
  const transactions = filings.reduce((sum, one) => sum + one.transactions, 0);
  const filed = filings.map(
    (one) => `${filingNames[one.filing][language]} ${percentOf(one.transactions / transactions, language)}`,
  );
  const hints = [
    t.channelsHint({ units: countOf(units, language) }),
    ...(filed.length > 0 ? [t.filings({ filings: filed.join('; ') })] : []),
  ];
  type Row = FoundNonresponse['channels'][number];
  return findingSection(
    {
      key: 'channels',
      title: t.channels,
      hint: hints.join(' '),
      chart: chartOf(channels, ({ channel }) => channelName(channel, language), language),
    },
    { key: 'channel', heading: t.channel, of: ({ channel }) => channelName(channel, language) },
    [
      number<Row>(['people', t.people], (row) => row.people),
      percent<Row>(['share', t.share, `${t.share} (%)`], (row) => row.people / people, 1),
      number<Row>(['units', t.unitsReached], (row) => row.units),
      text<Row>('index', t.index, ({ figure }) => lineWords({ figure }, language).value),
    ],
    channels,
  );
}

function modeSections(effects: readonly ModeEffect[], language: PageLanguage): FindingSection[] {
  if (effects.length === 0) return [];
  const t = nonresponseTexts[language];
  const { number, points, interval } = findingColumns(language);
  const nameOf = ({ channel, other }: ModeEffect): string =>
    t.pair({ one: channelName(channel, language), other: channelName(other, language) });
  const signed = (share: number): string => signedText(nearest(100 * share, 2), language);
  const pointsOf = ({ gap }: ModeEffect): number => decimalToNumber(gap.points);
  const tick = (value: number): string =>
    signedText(nearest(value, Number.isInteger(value) ? 0 : 1), language);
  const chart = dotChart(
    effects.map((effect) => ({
      label: nameOf(effect),
      valueText: signedText(effect.gap.points, language),
      valuePercent: pointsOf(effect),
      intervalPercent: effect.gap.intervalPoints,
    })),
    tick,
  );
  return [
    findingSection(
      {
        key: 'modes',
        title: t.modes,
        hint: t.modesHint({ count: String(effects.length) }),
        chart: chart && { ...chart, description: t.modesChart({ low: tick(chart.low), up: tick(chart.up) }) },
      },
      { key: 'pair', heading: t.pairHeading, of: nameOf },
      [
        points<ModeEffect>(['gap', t.gap], (effect) => pointsOf(effect) / 100, 2),
        ...interval<ModeEffect>(
          ({ gap: { intervalPoints } }) =>
            intervalPoints && { low: intervalPoints[0] / 100, up: intervalPoints[1] / 100 },
          signed,
          2,
        ),
        {
          ...number<ModeEffect>(['p', t.p], ({ adjustedP }) => adjustedP, 6),
          words: ({ adjustedP }) => pText(adjustedP, language),
        },
      ],
      effects,
    ),
  ];
}

function pText(p: number | undefined, language: PageLanguage): string {
  if (p === undefined) return '';
  const t = nonresponseTexts[language];
  return p < 0.001
    ? t.below({ value: decimalText({ units: 1, decimals: 3 }, language) })
    : decimalText(nearest(p, 3), language);
}
