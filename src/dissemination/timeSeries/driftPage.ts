/** The control chart in the words and numbers of one language. */
import { dayText } from '../../platform/calendar/clock.ts';
import { dotChart } from '../../platform/charts/dotChart.ts';
import { timeChart } from '../../platform/charts/timeChart.ts';
import { said } from '../../platform/text/catalogue.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { nearest, percentTick, withScale } from '../../processing/results/lineWords.ts';
import {
  CHART_POINTS_MIN,
  type ControlChart,
  type MonthOfYear,
} from '../../statistics/estimation/controlChart.ts';
import { decimalText, signedText } from '../../platform/text/numbers.ts';
import type { FindingSection } from '../analysis/finding.ts';
import { findingColumns, findingSection, percentOf } from '../analysis/findingSection.ts';
import type { ChangePoint, DriftPhase, DriftPoint } from './drift.ts';
import { driftTexts } from './driftTexts.ts';
import { happeningText } from './happenings.ts';
import type { PeriodSize } from './timePeriod.ts';

const periodText = ({ from }: DriftPoint, size: PeriodSize, language: PageLanguage): string =>
  dayText(size === 'month' ? from.slice(0, 7) : from, language);

/** Sentences and sections of the latest phase: limits of an earlier one say nothing about today. */
export function driftWords(phases: readonly DriftPhase[], size: PeriodSize, language: PageLanguage) {
  const t = driftTexts[language];
  const phase = phases.at(-1);
  const shown = phase?.points.length ?? 0;
  const { heading, assumption } = t;
  if (!phase?.chart)
    return {
      heading,
      assumption,
      sentences: [t.tooFew({ least: String(CHART_POINTS_MIN), shown: String(shown) })],
      sections: [],
    };
  const { changes, season } = phase;
  const seasonal = season?.filter(({ adjustedP }) => adjustedP < 0.05) ?? [];
  return {
    heading,
    assumption,
    sentences: [
      changes.length === 0 ? t.stable : t.changed({ count: new Set(changes.map(({ at }) => at)).size }),
      ...(phases.length > 1 ? [t.latestPhase] : []),
      ...(season
        ? [seasonal.length === 0 ? t.noSeason : t.season({ months: seasonal.map(({ month }) => t.month({ month: String(month) })).join(', ') })] // prettier-ignore
        : []),
    ],
    sections: [
      chartSection({ ...phase, chart: phase.chart }, size, language),
      ...(changes.length === 0 ? [] : [changeSection(phase, size, language)]),
      ...(season ? [seasonSection(season, language)] : []),
    ],
  };
}

function chartSection(
  { points, chart, isProvisional }: DriftPhase & { readonly chart: ControlChart },
  size: PeriodSize,
  language: PageLanguage,
): FindingSection {
  const t = driftTexts[language];
  const { number, percent, text } = findingColumns(language);
  const tick = percentTick(language);
  const named = new Set(chart.signals.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at))); // prettier-ignore
  const notes = new Map(
    chart.signals.map(({ rule, from, to }) => [
      Math.floor((from + to) / 2),
      said(t.notes[rule], { count: to - from + 1 }),
    ]),
  );
  const drawing = timeChart(
    [
      {
        slots: points.length,
        centrePercent: 100 * chart.centre,
        points: points.map((point, slot) => ({
          slot,
          label: periodText(point, size, language),
          valuePercent: 100 * point.share,
          limitsPercent: [100 * chart.limits[slot]!.low, 100 * chart.limits[slot]!.up],
          isSignal: named.has(slot),
          note: notes.get(slot),
        })),
        names: { up: t.up, centre: t.mean, low: t.low },
      },
    ],
    tick,
  );
  const rows = points.map((point, at) => ({ ...point, ...chart.limits[at]!, isSignal: named.has(at) }));
  type Row = (typeof rows)[number];
  return findingSection<Row>(
    {
      key: 'control',
      title: t.title,
      hint: isProvisional ? `${t.how} ${t.provisional({ count: String(points.length) })}` : t.how,
      method: t.hint({
        centre: percentOf(chart.centre, language, 2),
        sigma: decimalText(nearest(chart.sigmaZ, 2), language),
      }),
      chart: withScale(drawing, tick, t.chart),
    },
    { key: 'period', heading: t.period, of: (point) => periodText(point, size, language) },
    [
      percent(['value', t.value, `${t.value} (%)`], ({ share }) => share, 2),
      number(['people', t.people], ({ people }) => people),
      percent(['low', t.low, `${t.low} (%)`], ({ low }) => low, 2),
      percent(['up', t.up, `${t.up} (%)`], ({ up }) => up, 2),
      text('signal', t.signal, ({ isSignal }) => (isSignal ? t.yes : '')),
    ],
    rows,
  );
}

function changeSection(
  { points, changes }: DriftPhase,
  size: PeriodSize,
  language: PageLanguage,
): FindingSection {
  const t = driftTexts[language];
  const { text } = findingColumns(language);
  const at = (position: number): string => periodText(points[position]!, size, language);
  const happened = ({ happenings }: ChangePoint): string =>
    happenings.map((one) => `${dayText(one.on, language)}: ${happeningText(one, language)}`).join('; ') ||
    t.nothing;
  return findingSection<ChangePoint>(
    { key: 'changes', title: t.changes, hint: t.changesHint },
    { key: 'at', heading: t.at, of: (change) => at(change.at) },
    [
      text('from', t.from, ({ from }) => at(from)),
      text('to', t.to, ({ to }) => at(to)),
      text('rule', t.rule, ({ rule }) => t.rules[rule]),
      text('side', t.side, ({ side }) => t.sides[side]),
      text('happened', t.happened, happened),
    ],
    changes,
  );
}

function seasonSection(season: readonly MonthOfYear[], language: PageLanguage): FindingSection {
  const t = driftTexts[language];
  const { points, interval, p } = findingColumns(language);
  const signed = (share: number): string => signedText(nearest(100 * share, 2), language);
  const nameOf = ({ month }: MonthOfYear): string => t.month({ month: String(month) });
  const tick = (value: number): string => signedText(nearest(value, 1), language);
  const chart = dotChart(
    season.map((one) => ({
      label: nameOf(one),
      valueText: signed(one.deviation),
      valuePercent: 100 * one.deviation,
      intervalPercent: [100 * one.interval.low, 100 * one.interval.up] as const,
    })),
    tick,
  );
  return findingSection<MonthOfYear>(
    {
      key: 'season',
      title: t.seasonTitle,
      hint: t.seasonHint,
      chart: withScale(chart, tick, t.seasonChart),
    },
    { key: 'month', heading: t.monthHeading, of: nameOf },
    [
      points(['deviation', t.deviation], ({ deviation }) => deviation, 2),
      ...interval<MonthOfYear>((one) => one.interval, signed, 2),
      p('p', t.p, ({ adjustedP }) => adjustedP),
    ],
    season,
  );
}
