/**
 * Figures from round to round: those of one round and of the published rounds before it. A break stands where two rounds
 * cannot be compared.
 */
import { lastDayOf } from '../../design/rounds/round.ts';
import { trendLine } from '../../platform/charts/trendLine.ts';
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { drawnOf, lineWords, percentTick } from '../../processing/results/lineWords.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { publicationUrl, type Whole } from '../../processing/published/publication.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { WHOLE, type Scope } from '../../statistics/estimation/scope.ts';
import { methodKey } from '../../statistics/method/method.ts';
import type { Method } from '../../statistics/method/method.ts';
import { publishedFigures } from './standingFigures.ts';
import { publicationTexts } from './texts.ts';

export interface RoundOfSeries {
  readonly title: Localized;
  /** Address of its publication; absent for one that is not published. */
  readonly path?: string | undefined;
  /** Day on which it ended. */
  readonly endedOn: string;
  readonly method: Method;
  readonly surveyVersionId: string;
  readonly sampleKind: string;
  /** Undefined where it does not cover the unit or the scope. */
  readonly figureOf: (unitId: string, scope: Scope) => Figure | undefined;
}

export function publishedRound({ publication, content }: Whole): RoundOfSeries {
  const { round, method, surveyVersionId } = content;
  return {
    title: round.title,
    path: publicationUrl(publication),
    endedOn: lastDayOf(new Date(round.closesAt)),
    method,
    surveyVersionId,
    sampleKind: round.sampleKind,
    figureOf: publishedFigures(content),
  };
}

export function measuredRound(measured: MeasuredRound, now: Date): RoundOfSeries {
  const { round, plan, tree } = measured;
  const figures = roundFigures(measured, now);
  return {
    title: round.title,
    endedOn: lastDayOf(round.closesAt),
    method: plan.method,
    surveyVersionId: round.surveyVersionId,
    sampleKind: round.sampleKind,
    figureOf: (unitId, scope) => (tree.has(unitId) ? figures.of(unitId, { scope }) : undefined),
  };
}

type Break = 'method' | 'survey' | 'sample' | 'units';

function breaksBetween(later: RoundOfSeries, earlier: RoundOfSeries, unitId: string): Break[] {
  return [
    ...(methodKey(later.method) === methodKey(earlier.method) ? [] : ['method' as const]),
    ...(later.surveyVersionId === earlier.surveyVersionId ? [] : ['survey' as const]),
    ...(later.sampleKind === earlier.sampleKind ? [] : ['sample' as const]),
    ...(earlier.figureOf(unitId, WHOLE) ? [] : ['units' as const]),
  ];
}

/** @param series newest first */
export function seriesRows(series: readonly RoundOfSeries[], unitId: string, language: PageLanguage) {
  const t = publicationTexts[language];
  return series.flatMap((one, index) => {
    const figure = one.figureOf(unitId, WHOLE);
    if (!figure) return [];
    const earlier = series[index + 1];
    const breaks = earlier ? breaksBetween(one, earlier, unitId) : [];
    return [
      {
        name: inLanguage(one.title, language),
        url: index === 0 || one.path === undefined ? undefined : inSameLanguage(one.path, language),
        ...lineWords({ figure }, language),
        break: breaks.length > 0 ? `${t.break}: ${breaks.map((why) => t.breaks[why]).join(', ')}` : '',
        figure,
        endedOn: one.endedOn,
      },
    ];
  });
}

/** The rows as a line. @returns undefined for fewer than two rounds with a figure */
export function seriesChart(rows: ReturnType<typeof seriesRows>, language: PageLanguage) {
  const oldestFirst = rows.toReversed();
  const points = oldestFirst.flatMap(({ figure, value, endedOn, break: why }, index) => {
    const drawn = drawnOf(figure);
    if (!drawn) return [];
    const isBroken = why !== '' || oldestFirst[index - 1]?.figure.state !== 'shown';
    return [{ ...drawn, isBroken, value, label: dayText(endedOn.slice(0, 7), language) }];
  });
  const line = trendLine(points);
  if (!line) return undefined;
  const t = resultTexts[language];
  const tick = percentTick(language);
  const hint = t.trendHint({ low: tick(line.low), up: tick(line.up) });
  const hasBreak = line.joins.length < points.length - 1;
  return {
    ...line,
    points: line.points.map((point, index) => ({ ...point, ...labelled(points[index]!) })),
    description: `${t.trendTitle}: ${points.map(({ label, value }) => `${label} ${value}`).join('; ')}`,
    caption: hasBreak ? `${hint} ${t.trendBroken}` : hint,
  };
}

function labelled({ label, value }: { readonly label: string; readonly value: string }) {
  return { label, value };
}

/** Figures of the rounds before that are comparable with the first one, oldest first. @param series newest first */
export function earlierFigures(
  [first, ...before]: readonly RoundOfSeries[],
  unitId: string,
  scope: Scope,
): readonly (Figure | undefined)[] {
  const found: (Figure | undefined)[] = [];
  let later = first;
  for (const one of before) {
    if (!later || breaksBetween(later, one, unitId).length > 0) break;
    found.unshift(one.figureOf(unitId, scope));
    later = one;
  }
  return found;
}
