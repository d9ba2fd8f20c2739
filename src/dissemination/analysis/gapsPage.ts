/** Gaps between groups in the words and numbers of one language. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { chartOf, nearest } from '../../processing/results/lineWords.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { countText, signedText } from '../../platform/text/numbers.ts';
import { findGaps, type Coverage, type FoundGaps, type GroupGap } from './gaps.ts';
import { gapsTexts } from './gapsTexts.ts';
import { findingKind, type Finding, type FindingSection } from './finding.ts';
import { gapsJson } from './findingJson.ts';
import { findingColumns, findingSection, percentOf } from './findingSection.ts';

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
      answers: percentOf(least.ofAnswers, language),
      transactions: percentOf(least.ofTransactions, language),
    });
  const notSaid = all
    .filter(({ group, figure, others }) => group.key === '' && 'people' in figure && 'people' in others)
    .map((one) => ({ one, share: shareOfPeople(one) }))
    .sort((one, other) => other.share - one.share)[0];
  if (!notSaid) return t.noMissing;
  return t.notSaid({
    dimension: inLanguage(notSaid.one.dimension.label, language),
    share: percentOf(notSaid.share, language),
  });
}

function shareOfPeople({ figure, others }: GroupGap): number {
  const [one, other] = [figure, others].map((of) => ('people' in of ? of.people : 0)) as [number, number];
  return one / (one + other);
}

function gapSection(all: readonly GroupGap[], language: PageLanguage): FindingSection {
  const t = gapsTexts[language];
  const { number, index, people, interval, p, text } = findingColumns(language);
  const tests = all.filter(({ adjustedP }) => adjustedP !== undefined).length;
  const name = (one: GroupGap): string => nameOf(one, language);
  const chart = chartOf(all, name, language);
  const decimals = all.find(({ gap }) => gap)?.gap?.points.decimals ?? 0;
  return findingSection<GroupGap>(
    { key: 'gaps', title: t.gaps, hint: t.gapsHint({ count: String(tests) }), chart },
    { key: 'group', heading: t.group, of: name },
    [
      index(['index', t.index], ({ figure }) => figure),
      people('people', t.people, ({ figure }) => figure),
      index(['others', t.others], ({ others }) => others),
      {
        ...number(['gap', t.gap], ({ gap }) => gap && decimalToNumber(gap.points), decimals),
        words: ({ gap }) => (gap ? signedText(gap.points, language) : ''),
      },
      ...interval<GroupGap>(
        ({ gap }) => gap?.intervalPoints && { low: gap.intervalPoints[0], up: gap.intervalPoints[1] },
        (end) => signedText(nearest(end, decimals), language),
        decimals,
        { times: 1 },
      ),
      p('p', t.p, ({ adjustedP }) => adjustedP),
      text('verdict', t.verdict, (one) => t.verdicts[verdictOf(one)]),
    ],
    all,
  );
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
  const { number } = findingColumns(language);
  const withCount = (share: number, count: number): string =>
    `${percentOf(share, language)} (${countText(count, language)})`;
  return [
    findingSection<Part>(
      { key: 'coverage', title: t.coverage, hint: t.coverageHint },
      { key: 'unit', heading: t.unit, of: ({ unitId }) => inLanguage(tree.name(unitId), language) },
      [
        {
          key: 'responses',
          heading: t.ofAnswers,
          words: ({ ofAnswers, people }) => withCount(ofAnswers, people),
          cell: ({ people }) => people,
        },
        {
          key: 'transactions',
          heading: t.ofTransactions,
          words: ({ ofTransactions, transactions }) => withCount(ofTransactions, transactions),
          cell: ({ transactions }) => transactions,
        },
        number(['ratio', t.ratio], ({ ratio }) => ratio, 2),
      ],
      parts,
    ),
  ];
}
