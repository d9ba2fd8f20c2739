/** A comparison in the words and numbers of one language, for `views/dissemination/analysis/compare.ejs`. */
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import type { NamedLine } from '../../processing/results/lineCells.ts';
import { judgedSingly } from '../../processing/results/movementWords.ts';
import { pairChartOf, pairTable, pairWords, type PairOf } from '../../processing/results/pairs.ts';
import { scopeKey } from '../../statistics/estimation/scope.ts';
import type { Download } from '../../platform/web/download.ts';
import { periodFields, scopesOf } from './analysisPage.ts';
import type { Asked } from './askedRound.ts';
import { compareWays, type Comparison, type CompareWay } from './compare.ts';
import { compareTexts } from './compareTexts.ts';
import { filtersOf, type AnalysisDimension } from './dimensions.ts';
import type { CompareRequest } from './input.ts';
import { analysisTexts } from './texts.ts';

export interface CompareChoices {
  readonly language: PageLanguage;
  readonly request: CompareRequest;
  readonly asked: Asked;
  readonly dimensions: readonly AnalysisDimension[];
  /** Further methods of the round. */
  readonly methods: readonly { readonly id: string; readonly name: Localized }[];
  readonly errors: Readonly<Record<string, string>>;
}

/** The fields of the form, filled in with what was chosen. */
export function compareFields({ language, request, asked, dimensions, methods, errors }: CompareChoices) {
  const t = compareTexts[language];
  const { way } = request;
  const say = (text: Localized): string => inLanguage(text, language);
  const choice = (
    id: 'round' | 'unit' | 'a' | 'b',
    label: string,
    options: readonly { value: string; label: string; depth?: number }[],
  ) => ({ id, label, options, value: request[id], error: errors[id] });
  const none = { value: '', label: t.notChosen };
  const rounds = asked.closed.map(({ round }) => ({ value: round.id, label: say(round.title) }));
  const units = asked.units.map(({ id, name, depth }) => ({ value: id, label: name, depth }));
  const groups = filtersOf(dimensions).map(({ id, dimension, group }) => ({
    value: id,
    label: `${say(dimension.label)}: ${say(group.label)}`,
  }));
  const others = <O extends { value: string }>(options: readonly O[], chosen: string) =>
    options.filter(({ value }) => value !== chosen);
  const own = {
    period: () => [
      ...periodFields({ from: 'from', to: 'to' }, t.first.period, { request, errors }),
      ...periodFields({ from: 'from2', to: 'to2' }, t.second.period, { request, errors }),
    ],
    unit: () => [choice('b', t.second.unit, [none, ...others(units, request.unit)])],
    value: () => [
      choice('a', t.first.value, [none, ...groups]),
      choice('b', t.second.value, [none, ...groups]),
    ],
    round: () => [choice('b', t.second.round, [none, ...others(rounds, request.round)])],
    method: () => [
      choice('b', t.second.method, [
        none,
        ...methods.map(({ id, name }) => ({ value: id, label: say(name) })),
      ]),
    ],
  };
  return [
    choice('round', way === 'round' ? t.first.round : analysisTexts[language].round, rounds),
    choice('unit', way === 'unit' ? t.first.unit : analysisTexts[language].unit, units),
    ...own[way](),
  ];
}

/** Why there is nothing to choose from. */
export function nothingToChoose({ request, asked, methods, language }: CompareChoices): string | undefined {
  const t = compareTexts[language];
  if (request.way === 'method' && methods.length === 0) return t.oneMethod;
  return request.way === 'round' && asked.closed.length < 2 ? t.oneRound : undefined;
}

/** Tabs for the kinds of comparison; links keep the round and the unit. */
export function wayTabs({ round, unit, way: current }: CompareRequest, language: PageLanguage) {
  return compareWays.map((way: CompareWay) => ({
    url: `/staff/analysis/compare?${new URLSearchParams({ by: way, round, unit }).toString()}`,
    label: compareTexts[language].ways[way],
    isCurrent: way === current,
  }));
}

interface Section {
  readonly key: 'factors' | 'questions';
  readonly title: string;
  readonly lines: readonly NamedLine[];
}

function sectionsOf({ lines }: Comparison, asked: Asked, language: PageLanguage): Section[] {
  const t = compareTexts[language];
  const labels = new Map(scopesOf(asked.measured).map(({ scope, label }) => [scopeKey(scope), label]));
  const named = lines.map((line) => ({
    ...line,
    name: inLanguage(labels.get(scopeKey(line.scope)) ?? { vi: '' }, language),
  }));
  const isQuestion = ({ scope }: (typeof named)[number]): boolean => scope.kind === 'question';
  return [
    { key: 'factors', title: t.factors, lines: named.filter((line) => !isQuestion(line)) } as const,
    { key: 'questions', title: t.questions, lines: named.filter(isQuestion) } as const,
  ].filter((section) => section.lines.length > 0);
}

export function comparisonWords(comparison: Comparison, asked: Asked, language: PageLanguage) {
  const pair = pairOf(comparison, language);
  return {
    names: pair.names,
    notes: comparison.notes.map((note) => compareTexts[language].notes[note]),
    judgedSingly: judgedSingly(comparison.lines, language),
    sections: sectionsOf(comparison, asked, language).map(({ key, title, lines }) => ({
      key,
      title,
      chart: pairChartOf(lines, pair, language),
      rows: lines.map((line) => ({ name: line.name, ...pairWords(line, pair, language) })),
    })),
  };
}

export function comparisonTaken(comparison: Comparison, asked: Asked, language: PageLanguage): Download[] {
  const pair = pairOf(comparison, language);
  return sectionsOf(comparison, asked, language).map(({ key, title, lines }) => ({
    key,
    title,
    table: pairTable(analysisTexts[language].rows, lines, pair, language),
    chart: pairChartOf(lines, pair, language),
  }));
}

function pairOf({ names: [first, second], isLater }: Comparison, language: PageLanguage): PairOf {
  return { names: [inLanguage(first, language), inLanguage(second, language)], isLater };
}
