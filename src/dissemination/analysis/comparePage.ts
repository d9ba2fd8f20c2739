/** A comparison in the words and numbers of one language, for `views/dissemination/analysis/compare.ejs`. */
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import type { NamedLine } from '../../processing/results/lineCells.ts';
import { judgedSingly } from '../../processing/results/movementWords.ts';
import { pairChartOf, pairTable, pairWords, type PairOf } from '../../processing/results/pairs.ts';
import { scopeKey } from '../../statistics/estimation/scope.ts';
import type { Download } from '../../platform/web/download.ts';
import { choicesOf, filterOptions, scopesOf } from './analysisPage.ts';
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
}

/** What the fields have to choose from, and which of them this comparison has. */
export function compareChoices({ language, request, asked, dimensions, methods }: CompareChoices) {
  const t = compareTexts[language];
  const { way } = request;
  const { round, unit } = choicesOf(asked, dimensions, language);
  const none = { value: '', label: t.notChosen };
  const others = <O extends { value: string }>(
    { options }: { readonly options: readonly O[] },
    chosen: string,
  ) => [none, ...options.filter(({ value }) => value !== chosen)];
  const groups = [none, ...filterOptions(filtersOf(dimensions), language)];
  const second = {
    unit: others(unit, request.unit),
    value: groups,
    round: others(round, request.round),
    method: [none, ...methods.map(({ id, name }) => ({ value: id, label: inLanguage(name, language) }))],
  };
  const days = way === 'period' && {};
  return {
    round: { ...round, ...(way === 'round' && { label: t.first.round }) },
    unit: { ...unit, ...(way === 'unit' && { label: t.first.unit }) },
    a: way === 'value' && { options: groups },
    b: way !== 'period' && { options: second[way], label: t.second[way] },
    from: days,
    to: days,
    from2: days,
    to2: days,
  };
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
