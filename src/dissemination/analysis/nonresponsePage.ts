/** Who did not answer, in the words and numbers of one language. */
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import type { Channel } from '../../design/accessPoints/accessPoint.ts';
import { dotChart } from '../../platform/charts/dotChart.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { chartOf, lineWords, nearest, withScale } from '../../processing/results/lineWords.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { catalogue } from '../../platform/text/catalogue.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { countText, signedText } from '../../platform/text/numbers.ts';
import {
  bothSection,
  calibratedSentence,
  coverageSections,
  marginNames,
  sharesChart,
} from './calibratedPage.ts';
import { findingKind, type Finding, type FindingSection } from './finding.ts';
import { findingColumns, findingSection, percentOf } from './findingSection.ts';
import { findNonresponse, type FoundNonresponse, type ItemResponse, type ModeEffect } from './nonresponse.ts';
import { nonresponseJson } from './nonresponseJson.ts';
import { nonresponseTexts } from './nonresponseTexts.ts';
import { questionName } from './questionName.ts';

const caseloadTexts = catalogue('registers/caseloads');

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

function itemSections(
  items: readonly ItemResponse[],
  measured: MeasuredRound,
  language: PageLanguage,
): FindingSection[] {
  if (items.length === 0) return [];
  const t = nonresponseTexts[language];
  const { number, percent } = findingColumns(language);
  const rows = items.map(({ questionId, answered, noOpinion, skipped }) => {
    const people = answered + noOpinion + skipped;
    return {
      name: questionName(measured, questionId, language),
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
    (one) =>
      `${caseloadTexts[language].filings[one.filing]} ${percentOf(one.transactions / transactions, language)}`,
  );
  const hints = [
    t.channelsHint({ units: countText(units, language) }),
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
  const { points, interval, p } = findingColumns(language);
  const nameOf = ({ channel, other }: ModeEffect): string =>
    t.pair({ one: channelName(channel, language), other: channelName(other, language) });
  const signed = (end: number): string => signedText(nearest(end, 2), language);
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
        hint: t.modesHint({ count: effects.length }),
        chart: withScale(chart, tick, t.modesChart),
      },
      { key: 'pair', heading: t.pairHeading, of: nameOf },
      [
        points<ModeEffect>(['gap', t.gap], (effect) => pointsOf(effect) / 100, 2),
        ...interval<ModeEffect>(
          ({ gap: { intervalPoints } }) =>
            intervalPoints && { low: intervalPoints[0], up: intervalPoints[1] },
          signed,
          2,
          { times: 1 },
        ),
        p('p', t.p, ({ adjustedP }) => adjustedP),
      ],
      effects,
    ),
  ];
}
