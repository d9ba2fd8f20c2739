/** Gaps between groups in the words and numbers of one language. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { countText, decimalText, percentText, signedText } from '../../platform/text/numbers.ts';
import { chartOf, lineWords, nearest } from '../../processing/results/lineWords.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import type { Table } from '../../platform/tables/table.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { findGaps, type Coverage, type FoundGaps, type GroupGap } from './gaps.ts';
import { gapsTexts } from './gapsTexts.ts';
import { findingKind, type Finding, type FindingSection } from './finding.ts';
import { gapsJson } from './findingJson.ts';
import { findingTexts } from './findingTexts.ts';

export const gaps = findingKind<FoundGaps>({
  id: 'gaps',
  fileName: 'chenh-lech-nhom',
  texts: gapsTexts,
  isFor: () => true,
  find: findGaps,
  json: gapsJson,
  words: (found, { measured }, language) => wordsOf(found, measured, language),
});

type Verdict = keyof (typeof gapsTexts)['vi']['verdicts'];

const LEVEL = 0.05;

/** A census has no sampling error, so every difference in it is one. */
export function verdictOf({ gap, adjustedP = 0 }: GroupGap): Verdict {
  if (!gap) return 'notCompared';
  if (adjustedP >= LEVEL || gap.points.units === 0) return 'alike';
  return gap.points.units < 0 ? 'lower' : 'higher';
}

const percent = (share: number, language: PageLanguage): string =>
  percentText(nearest(100 * share, 1), language);

export function nameOf({ dimension, group }: GroupGap, language: PageLanguage): string {
  return `${inLanguage(dimension.label, language)}: ${inLanguage(group.label, language)}`;
}

function wordsOf(found: FoundGaps, measured: MeasuredRound, language: PageLanguage): Finding {
  const t = gapsTexts[language];
  return {
    sentences: [gapSentence(found.gaps, language), missingSentence(found, measured, language)],
    assumption: t.assumption,
    sections: [gapSection(found.gaps, language), ...coverageSections(found.coverage, measured, language)],
    notes: [t.noLanguage],
  };
}

function gapSentence(all: readonly GroupGap[], language: PageLanguage): string {
  const t = gapsTexts[language];
  const of = (verdict: Verdict) =>
    all
      .filter((one) => verdictOf(one) === verdict)
      .map((one) => `${nameOf(one, language)} (${signedText(one.gap!.points, language)})`)
      .join('; ');
  const [lower, higher] = [of('lower'), of('higher')];
  if (lower !== '' || higher !== '')
    return [
      ...(lower === '' ? [] : [t.lower({ groups: lower })]),
      ...(higher === '' ? [] : [t.higher({ groups: higher })]),
    ].join(' ');
  return all.some(({ gap }) => gap) ? t.noGap : t.nobody;
}

/** Which unit answers least for its caseload; else which background question most left out. */
function missingSentence(
  { coverage, gaps: all }: FoundGaps,
  { tree }: MeasuredRound,
  language: PageLanguage,
): string {
  const t = gapsTexts[language];
  const [least] = partsOf(coverage).toSorted((one, other) => one.ratio - other.ratio);
  if (least && least.ratio < 1)
    return t.missing({
      unit: inLanguage(tree.name(least.unitId), language),
      answers: percent(least.ofAnswers, language),
      transactions: percent(least.ofTransactions, language),
    });
  const notSaid = all
    .filter(({ group, figure, others }) => group.key === '' && 'people' in figure && 'people' in others)
    .map((one) => ({ one, share: shareOfPeople(one) }))
    .sort((one, other) => other.share - one.share)[0];
  if (!notSaid) return t.noMissing;
  return t.notSaid({
    dimension: inLanguage(notSaid.one.dimension.label, language),
    share: percent(notSaid.share, language),
  });
}

function shareOfPeople({ figure, others }: GroupGap): number {
  const [one, other] = [figure, others].map((of) => ('people' in of ? of.people : 0)) as [number, number];
  return one / (one + other);
}

function gapSection(all: readonly GroupGap[], language: PageLanguage): FindingSection {
  const t = gapsTexts[language];
  const common = findingTexts[language];
  const tests = all.filter(({ adjustedP }) => adjustedP !== undefined).length;
  const name = (one: GroupGap): string => nameOf(one, language);
  const p = (value: number): string =>
    value < 0.001
      ? t.below({ value: decimalText({ units: 1, decimals: 3 }, language) })
      : decimalText(nearest(value, 3), language);
  const chart = chartOf(all, name, language);
  return {
    key: 'gaps',
    title: t.gaps,
    hint: t.gapsHint({ count: String(tests) }),
    chart,
    columns: [t.group, t.index, t.people, t.others, t.gap, common.intervalHeading, t.p, t.verdict],
    rows: all.map((one) => {
      const [low, up] = ends(one);
      const { value, people } = lineWords(one, language);
      return {
        name: name(one),
        cells: [
          value,
          people,
          lineWords({ figure: one.others }, language).value,
          one.gap ? signedText(one.gap.points, language) : '',
          low && up ? common.interval({ low: signedText(low, language), up: signedText(up, language) }) : '',
          one.adjustedP === undefined ? '' : p(one.adjustedP),
          t.verdicts[verdictOf(one)],
        ],
      };
    }),
    table: gapTable(all, language),
  };
}

function gapTable(all: readonly GroupGap[], language: PageLanguage): Table {
  const t = gapsTexts[language];
  const common = findingTexts[language];
  return {
    columns: [
      { key: 'group', heading: t.group },
      { key: 'index', heading: `${t.index} (%)` },
      { key: 'people', heading: t.people },
      { key: 'others', heading: `${t.others} (%)` },
      { key: 'gap', heading: t.gap },
      { key: 'low', heading: common.low },
      { key: 'up', heading: common.up },
      { key: 'p', heading: t.p, decimals: 4 },
      { key: 'verdict', heading: t.verdict },
    ],
    rows: all.map((one) => {
      const [low, up] = ends(one);
      return [
        nameOf(one, language),
        one.figure.state === 'shown' ? decimalToNumber(one.figure.value) : '',
        'people' in one.figure ? one.figure.people : '',
        one.others.state === 'shown' ? decimalToNumber(one.others.value) : '',
        one.gap ? decimalToNumber(one.gap.points) : '',
        low ? decimalToNumber(low) : '',
        up ? decimalToNumber(up) : '',
        one.adjustedP ?? '',
        t.verdicts[verdictOf(one)],
      ];
    }),
  };
}

/** Of its interval, in points; none where it has none. */
function ends({ gap }: GroupGap) {
  return gap?.intervalPoints?.map((end) => nearest(end, gap.points.decimals)) ?? [];
}

interface Part extends Coverage {
  readonly ofAnswers: number;
  readonly ofTransactions: number;
  /** Below 1: fewer answers than its caseload would give. */
  readonly ratio: number;
}

function partsOf(coverage: readonly Coverage[]): Part[] {
  const people = coverage.reduce((sum, one) => sum + one.people, 0);
  const transactions = coverage.reduce((sum, one) => sum + one.transactions, 0);
  if (people === 0 || transactions === 0) return [];
  return coverage
    .filter((one) => one.transactions > 0)
    .map((one) => {
      const [ofAnswers, ofTransactions] = [one.people / people, one.transactions / transactions];
      return { ...one, ofAnswers, ofTransactions, ratio: ofAnswers / ofTransactions };
    });
}

function coverageSections(
  coverage: readonly Coverage[],
  { tree }: MeasuredRound,
  language: PageLanguage,
): FindingSection[] {
  const t = gapsTexts[language];
  const parts = partsOf(coverage);
  if (parts.length === 0) return [];
  const named = parts.map((part) => ({ ...part, name: inLanguage(tree.name(part.unitId), language) }));
  const whole = (units: number): string => countText(units, language);
  return [
    {
      key: 'coverage',
      title: t.coverage,
      hint: t.coverageHint,
      columns: [t.unit, t.ofAnswers, t.ofTransactions, t.ratio],
      rows: named.map(({ name, people, transactions, ofAnswers, ofTransactions, ratio }) => ({
        name,
        cells: [
          `${percent(ofAnswers, language)} (${whole(people)})`,
          `${percent(ofTransactions, language)} (${whole(transactions)})`,
          decimalText(nearest(ratio, 2), language),
        ],
      })),
      table: {
        columns: [
          { key: 'unit', heading: t.unit },
          { key: 'responses', heading: t.ofAnswers },
          { key: 'transactions', heading: t.ofTransactions },
          { key: 'ratio', heading: t.ratio, decimals: 2 },
        ],
        rows: named.map(({ name, people, transactions, ratio }) => [
          name,
          people,
          transactions,
          decimalToNumber(nearest(ratio, 2)),
        ]),
      },
    },
  ];
}
